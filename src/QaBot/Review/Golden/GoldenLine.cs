using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using QaBot.Answering;
using QaBot.Review.Verdicts;

namespace QaBot.Review.Golden;

/// <summary>Makes a test case of a reviewed answer: a line as evaluation sets have it, with <c>reply</c>, <c>answers</c> and <c>docs</c> from the verdict.</summary>
public static class GoldenLine
{
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Right answers are expected again: their claims and the quotes that support them are the accepted wordings. Where the reviewer wrote a correction, each of its
    /// lines is one instead, and the articles that were found and hold it are what has to be cited.
    /// </summary>
    /// <returns>The line, or what is missing for one, in a sentence for the reviewer.</returns>
    public static (string? Json, string? Problem) Of(AnswerRecord record, AnswerReview? review)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (review?.Verdict is not { } verdict)
            return (null, "Give the answer a verdict first: it says what is right.");
        if (verdict == AnswerVerdict.ShouldHaveRefused || (verdict == AnswerVerdict.Right && record.Kind == AnswerKind.Refused))
            return (Write(record, "refusal", [], []), null);
        if (verdict == AnswerVerdict.Right && record.Kind == AnswerKind.Conversational)
            return (Write(record, "conversation", [], []), null);
        if (verdict != AnswerVerdict.Right && review.Correction is null)
            return (null, "Write into the correction what the answer should have been, in the words of the article: each line is an accepted wording.");
        var answers = review.Correction is { } correction ? Lines(correction) : Wordings(record, review);
        var articles = Articles(record, review, answers);
        return articles.Count > 0
            ? (Write(record, "answer", answers, articles), null)
            : (null, "No article is known that supports it: judge a citation as supported, or write the correction in the words of an article that was found.");
    }

    private static List<string> Wordings(AnswerRecord record, AnswerReview review) =>
        [.. Supported(record, review).SelectMany(pair => new[] { record.Answer.Claims[pair.Claim].Text, pair.Quote }).Distinct(StringComparer.Ordinal)];

    private static List<string> Articles(AnswerRecord record, AnswerReview review, List<string> answers)
    {
        var holding = record.Evidence.Where(evidence => answers.Exists(answer => evidence.Text.Contains(answer, StringComparison.OrdinalIgnoreCase))).Select(evidence => evidence.Article);
        return [.. Supported(record, review).Select(pair => pair.Article).Concat(holding).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Claims and quotes that the reviewer found supported; in a right answer also those that the checker did and the reviewer left alone.</summary>
    private static IEnumerable<(int Claim, string Article, string Quote)> Supported(AnswerRecord record, AnswerReview review)
    {
        var supported = AnswerJson.VerdictName(Grounding.GroundingVerdict.Supported);
        foreach (var (claim, index) in record.Answer.Claims.Select((claim, index) => (claim, index)))
        {
            foreach (var citation in record.Answer.Citations.Where(citation => claim.Citations.Contains(citation.N)))
            {
                var judged = review.Pairs.FirstOrDefault(pair => pair.Claim == index && pair.Citation == citation.N);
                if (judged is null ? review.Verdict == AnswerVerdict.Right && claim.Verdict == supported : judged.Verdict == PairVerdict.Supported)
                    yield return (index, citation.Article, citation.Quote);
            }
        }
    }

    private static string Write(AnswerRecord record, string reply, List<string> answers, List<string> articles) => new JsonObject
    {
        ["id"] = record.Id,
        ["question"] = record.Answer.Question,
        ["history"] = new JsonArray([.. record.History.Select(turn => new JsonObject { ["role"] = turn.Role == ConversationRole.User ? "user" : "agent", ["text"] = turn.Text })]),
        ["kind"] = "reviewed",
        ["reply"] = reply,
        ["answers"] = new JsonArray([.. answers.Select(answer => JsonValue.Create(answer))]),
        ["docs"] = new JsonObject(articles.Select(article => KeyValuePair.Create(article, (JsonNode?)1))),
    }.ToJsonString(s_readable);

    private static List<string> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
}
