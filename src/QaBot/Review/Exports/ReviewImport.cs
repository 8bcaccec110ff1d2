using System.Text.Json;
using QaBot.Review.Verdicts;

namespace QaBot.Review.Exports;

/// <summary>Reads reviews that were made elsewhere. All lines are looked at before the first is stored.</summary>
/// <remarks>
/// A line is one review, <c>{"answerId", "reviewer", "verdict", "pairs": [{"claim", "citation", "verdict"}], "correction", "comment"}</c>, or one line of
/// <see cref="ReviewExport.JsonLinesAsync"/>, with its reviews. A pair needs no words: they are those of the stored answer.
/// </remarks>
public static class ReviewImport
{
    /// <param name="replace">Whether a review may take the place of one that the same reviewer has stored already.</param>
    /// <returns>How many reviews were stored; those that were there already as they are do not count.</returns>
    /// <exception cref="ReviewImportException">A line is wrong, or a stored review is in the way.</exception>
    public static async Task<int> RunAsync(IReviewStore store, IEnumerable<string> lines, bool replace, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(lines);
        var reviews = new List<AnswerReview>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            foreach (var review in Read(line, number))
            {
                if (await CheckedAsync(store, review, number, replace, cancellationToken) is { } fit)
                    reviews.Add(fit);
            }
        }

        foreach (var review in reviews)
            await store.SaveAsync(review, cancellationToken);
        return reviews.Count;
    }

    private static IReadOnlyList<AnswerReview> Read(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new JsonException("It is no JSON object.");
            return json.RootElement.TryGetProperty("reviews", out var reviews)
                ? [.. reviews.EnumerateArray().Select(review => review.Deserialize(ReviewJson.Readable.ImportedReview)!.ToReview())]
                : [json.RootElement.Deserialize(ReviewJson.Readable.ImportedReview)!.ToReview()];
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new ReviewImportException($"Line {number}: {problem.Message}", problem);
        }
    }

    /// <summary>With the words of its pairs and the version that it follows; null when it is stored already.</summary>
    private static async Task<AnswerReview?> CheckedAsync(IReviewStore store, AnswerReview review, int number, bool replace, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(review.Reviewer))
            throw new ReviewImportException($"Line {number}: \"reviewer\" is empty.");
        if (await store.FindAsync(review.AnswerId, cancellationToken) is not { } record)
            throw new ReviewImportException($"Line {number}: there is no answer “{review.AnswerId}”.");
        var pairs = review.Pairs.Select(pair => Words(record, pair, number)).ToList();
        var stored = (await store.ReviewsOfAsync(review.AnswerId, cancellationToken)).FirstOrDefault(other => other.Reviewer == review.Reviewer);
        var fit = review with { Pairs = pairs, Version = stored?.Version ?? 0, Time = stored?.Time ?? review.Time };
        if (stored is not null && fit with { Pairs = stored.Pairs } == stored && pairs.SequenceEqual(stored.Pairs))
            return null;
        return stored is null || replace ? fit : throw new ReviewImportException($"Line {number}: {review.Reviewer} has reviewed {review.AnswerId} already, and otherwise.");
    }

    private static JudgedPair Words(AnswerRecord record, JudgedPair pair, int number)
    {
        if (record.Answer.Claims.ElementAtOrDefault(pair.Claim) is not { } claim)
            throw new ReviewImportException($"Line {number}: the answer has no claim {pair.Claim}; they count from 0.");
        if (!claim.Citations.Contains(pair.Citation) || record.Answer.Citations.FirstOrDefault(citation => citation.N == pair.Citation) is not { } cited)
            throw new ReviewImportException($"Line {number}: claim {pair.Claim} does not cite [{pair.Citation}].");
        return pair with { Article = cited.Article, Start = cited.Start, End = cited.End, Quote = cited.Quote };
    }
}
