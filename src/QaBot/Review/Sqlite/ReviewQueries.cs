using System.Text.RegularExpressions;
using Dapper;
using QaBot.Review.Queue;

namespace QaBot.Review.Sqlite;

/// <summary>Writes a filter as SQL over the queue.</summary>
internal static partial class ReviewQueries
{
    /// <returns>The condition, which begins with WHERE or is empty; its parameters are added.</returns>
    public static string Where(ReviewFilter filter, DynamicParameters parameters)
    {
        var conditions = new List<string>();
        // A plus keeps SQLite from an index. Answers of an article or a reviewer are looked up one by one rather than sought among all of a state or a model
        // (those that have a word may be too many for that); few are flagged, disliked or refused, and those have an index each, where most are in one state.
        var isListed = filter is not { Article: null, Reviewer: null, Verdict: null };
        var isRare = filter.IsFlagged || filter.IsDisliked || filter.IsRefused;
        var plus = isListed ? "+" : "";
        Add(isListed || isRare ? "+state = $state" : "state = $state", "state", filter.State?.ToString());
        Add($"{plus}prompt = $prompt", "prompt", filter.Prompt);
        Add($"{plus}model = $model", "model", filter.Model);
        Add($"{plus}channel = $channel", "channel", filter.Channel);
        Add("queue.answer IN (SELECT answer FROM cited WHERE article = $article)", "article", filter.Article);
        Add($"{plus}time >= $from", "from", filter.From is { } from ? SqliteTime.Write(from) : null);
        Add($"{plus}time < $to", "to", filter.To is { } to ? SqliteTime.Write(to) : null);
        Add("queue.answer IN (SELECT answer FROM reviews WHERE reviewer = $reviewer)", "reviewer", filter.Reviewer);
        Add("queue.answer IN (SELECT answer FROM reviews WHERE verdict = $verdict)", "verdict", filter.Verdict?.ToString());
        Add("queue.answer IN (SELECT id FROM answers WHERE rowid IN (SELECT rowid FROM words WHERE words MATCH $text))", "text", filter.Text is null ? null : Match(filter.Text));
        if (filter.IsFlagged)
            conditions.Add($"{plus}flagged");
        if (filter.IsDisliked)
            conditions.Add($"{plus}dislikes > 0");
        if (filter.IsRefused)
            conditions.Add($"{plus}refused");
        return conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}";

        void Add(string condition, string name, string? value)
        {
            if (value is null)
                return;
            conditions.Add(condition);
            parameters.Add(name, value);
        }
    }

    public static string OrderBy(ReviewOrder order) => order switch
    {
        // Ids of answers sort by time.
        ReviewOrder.Newest => "ORDER BY queue.answer DESC",
        ReviewOrder.Oldest => "ORDER BY queue.answer",
        _ => "ORDER BY urgency DESC, queue.answer DESC",
    };

    /// <summary>What people type, as a query of full-text search: every word, the last one perhaps unfinished; null without a word.</summary>
    private static string? Match(string text) =>
        Word().Matches(text) is { Count: > 0 } words ? string.Join(' ', words.Select(word => $"\"{word.Value}\"")) + "*" : null;

    [GeneratedRegex(@"[\p{L}\p{Nd}]+")]
    private static partial Regex Word();
}
