using System.Globalization;
using QaBot.Review.Queue;
using QaBot.Review.Verdicts;
using QaBot.Web.Sources;

namespace QaBot.Web.Review.Queue;

/// <summary>Which answers a reviewer works through, as it stands in the address of the queue and of each answer in it.</summary>
/// <param name="Page">Of the list, from 1.</param>
public sealed record QueueQuery(ReviewFilter Filter, ReviewOrder Order, int Page)
{
    /// <summary>The value of <c>state</c> for answers in every state.</summary>
    public const string AnyState = "any";

    private const int MaxValue = 300;
    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>What cannot be read restricts nothing. Without a state those that nobody has reviewed are asked for, unless a reviewer or a verdict is.</summary>
    public static QueueQuery Parse(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (reviewer, verdict) = (Text(query, "reviewer"), Choice<AnswerVerdict>(query, "verdict"));
        var filter = new ReviewFilter
        {
            State = Choice<ReviewState>(query, "state") ?? (query.ContainsKey("state") || reviewer is not null || verdict is not null ? null : ReviewState.Open),
            IsFlagged = query.ContainsKey("flagged"),
            IsDisliked = query.ContainsKey("disliked"),
            IsRefused = query.ContainsKey("refused"),
            Prompt = Text(query, "prompt"),
            Model = Text(query, "model"),
            Channel = Text(query, "channel"),
            Article = Text(query, "article"),
            From = Date(query, "from"),
            To = Date(query, "to") is { } last ? last.AddDays(1) : null,
            Reviewer = reviewer,
            Verdict = verdict,
            Text = Text(query, "q"),
        };
        return new QueueQuery(filter, Choice<ReviewOrder>(query, "order") ?? ReviewOrder.Urgency, Math.Max(1, QuoteRange.Number(query["p"]) ?? 1));
    }

    /// <summary>The first day, as a date field has it; empty for none.</summary>
    public string FirstDay => Filter.From?.ToString(DateFormat, CultureInfo.InvariantCulture) ?? "";

    /// <summary>The last day, inclusive.</summary>
    public string LastDay => Filter.To?.AddDays(-1).ToString(DateFormat, CultureInfo.InvariantCulture) ?? "";

    /// <summary>How many of the filters in the folded part of the form are set.</summary>
    public int Narrowing => new object?[] { Filter.Prompt, Filter.Model, Filter.Channel, Filter.Article, Filter.From, Filter.To, Filter.Reviewer, Filter.Verdict }.Count(value => value is not null);

    /// <summary>The query of an address, with its question mark.</summary>
    public override string ToString() => QueryString.Create(Values()).ToString();

    /// <summary>The address of the list.</summary>
    public string ListUrl => $"{Access.ReviewGate.Root}{this}";

    /// <summary>The address of an answer in this queue.</summary>
    public string UrlOf(string answerId) => $"{Access.ReviewGate.Root}/{Uri.EscapeDataString(answerId)}{this with { Page = 1 }}";

    private IEnumerable<KeyValuePair<string, string?>> Values()
    {
        var values = new (string Name, string? Value)[]
        {
            ("state", Filter.State?.ToString().ToLowerInvariant() ?? AnyState),
            ("flagged", Filter.IsFlagged ? "1" : null),
            ("disliked", Filter.IsDisliked ? "1" : null),
            ("refused", Filter.IsRefused ? "1" : null),
            ("prompt", Filter.Prompt),
            ("model", Filter.Model),
            ("channel", Filter.Channel),
            ("article", Filter.Article),
            ("from", FirstDay),
            ("to", LastDay),
            ("reviewer", Filter.Reviewer),
            ("verdict", Filter.Verdict?.ToString()),
            ("q", Filter.Text),
            ("order", Order == ReviewOrder.Urgency ? null : Order.ToString().ToLowerInvariant()),
            ("p", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture)),
        };
        return values.Where(value => !string.IsNullOrEmpty(value.Value)).Select(value => KeyValuePair.Create(value.Name, value.Value));
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString().Trim() is { Length: > 0 and <= MaxValue } text ? text : null;

    /// <summary>By name only: numbers are no names.</summary>
    private static T? Choice<T>(IQueryCollection query, string name)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(known => known.Equals(query[name], StringComparison.OrdinalIgnoreCase)) is { } found ? Enum.Parse<T>(found) : null;

    private static DateTimeOffset? Date(IQueryCollection query, string name) =>
        DateTimeOffset.TryParseExact(query[name], DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date.Year is > 1 and < 9999 ? date : null;
}
