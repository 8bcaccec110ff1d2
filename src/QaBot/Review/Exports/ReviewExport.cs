using System.Runtime.CompilerServices;
using System.Text.Json;
using QaBot.Review.Verdicts;

namespace QaBot.Review.Exports;

/// <summary>Writes reviewed answers for other programs.</summary>
public static class ReviewExport
{
    private static readonly string[] s_columns =
    [
        "answer", "time", "channel", "model", "prompt", "promptHash", "question", "reviewer", "reviewTime", "answerVerdict", "adjudication",
        "claimIndex", "claim", "checkerVerdict", "checkerScore", "citation", "article", "start", "end", "quote", "pairVerdict", "reopened", "correction", "comment",
    ];

    /// <summary>One JSON object for each reviewed answer, without a newline, oldest first.</summary>
    public static async IAsyncEnumerable<string> JsonLinesAsync(IReviewStore store, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var answer in ReadAsync(store, cancellationToken))
            yield return JsonSerializer.Serialize(answer, ReviewJson.Readable.ReviewedAnswer);
    }

    /// <summary>Comma-separated values: a row of names, then one for each claim and quote that somebody judged, or for a review without any; each with its line break.</summary>
    public static async IAsyncEnumerable<string> CsvAsync(IReviewStore store, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return CsvRow.Of(s_columns);
        await foreach (var answer in ReadAsync(store, cancellationToken))
        {
            foreach (var review in answer.Reviews)
            {
                foreach (var pair in review.Pairs.Cast<JudgedPair?>().DefaultIfEmpty())
                    yield return Row(answer, review, pair);
            }
        }
    }

    /// <summary>One line of an evaluation set for each test case.</summary>
    public static async Task<IReadOnlyList<string>> GoldenAsync(IReviewStore store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return [.. (await store.GoldenAsync(cancellationToken)).Select(golden => golden.Json)];
    }

    private static string Row(ReviewedAnswer answer, AnswerReview review, JudgedPair? pair)
    {
        var claim = pair is null ? null : answer.Answer.Claims.ElementAtOrDefault(pair.Claim);
        return CsvRow.Of(
            answer.Id, answer.Time, answer.Channel, answer.Answer.Model, answer.Answer.Prompt?.Name, answer.Answer.Prompt?.Hash, answer.Answer.Question,
            review.Reviewer, review.Time, review.Verdict?.ToString(), review.IsAdjudication,
            pair?.Claim, claim?.Text, claim?.Verdict, claim?.Score, pair?.Citation, pair?.Article, pair?.Start, pair?.End, pair?.Quote, pair?.Verdict.ToString(), pair?.IsReopened,
            review.Correction, review.Comment);
    }

    private static async IAsyncEnumerable<ReviewedAnswer> ReadAsync(IReviewStore store, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        await foreach (var reviews in store.ReadByAnswerAsync(cancellationToken))
        {
            // It may have been deleted meanwhile.
            if (await store.FindAsync(reviews[0].AnswerId, cancellationToken) is { } record)
                yield return new ReviewedAnswer(record.Id, record.Time, record.Channel, record.Answer, record.History, record.VerdictReasons, reviews);
        }
    }
}
