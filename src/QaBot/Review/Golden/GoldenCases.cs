using System.Text.Json;
using QaBot.Evaluation.Sets;
using QaBot.Review.Verdicts;

namespace QaBot.Review.Golden;

/// <summary>Makes test cases of reviewed answers.</summary>
public static class GoldenCases
{
    /// <summary>The kind under which evaluation lists them.</summary>
    public const string Kind = "reviewed";

    /// <summary>
    /// What is right by a review: a refusal where it should have refused or rightly did; else the correction, or of a right answer the claims that
    /// their quotes support, from the articles of those quotes.
    /// </summary>
    /// <returns>The case, or why none can be made of it.</returns>
    public static (GoldenCase? Case, string? Problem) Make(AnswerRecord record, AnswerReview review, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(review);
        if (review.Verdict is not { } verdict)
            return (null, "Give the answer a verdict first.");
        var isRefusal = verdict == AnswerVerdict.ShouldHaveRefused || (record.Answer.Refused && verdict == AnswerVerdict.Right);
        var supported = review.Pairs.Where(pair => pair is { Verdict: PairVerdict.Supported, IsReopened: false }).ToList();
        IReadOnlyList<string> answers = isRefusal ? []
            : review.Correction is { } correction ? [correction.Trim()]
            : verdict == AnswerVerdict.Right ? [.. supported.Select(pair => record.Answer.Claims[pair.Claim].Text).Distinct()]
            : [];
        if (!isRefusal && answers.Count == 0)
            return (null, verdict == AnswerVerdict.Right ? "Say of one quote at least that it supports its claim." : "Write the right answer as the correction first.");
        var articles = (supported.Count > 0 ? supported.Select(pair => pair.Article) : record.Answer.Citations.Select(citation => citation.Article).Concat(record.Answer.Retrieved.Take(1).Select(passage => passage.Article))).Distinct();
        var question = new EvaluationQuestion
        {
            Id = record.Id,
            Question = record.Answer.Question,
            History = record.History,
            Kind = Kind,
            Reply = isRefusal ? ExpectedReply.Refusal : ExpectedReply.Answer,
            Answers = answers,
            Docs = isRefusal ? null : articles.ToDictionary(article => article, _ => 1, StringComparer.Ordinal),
        };
        return question.Problem() is { } problem
            ? (null, problem)
            : (new GoldenCase(record.Id, question.Question, JsonSerializer.Serialize(question, SetJson.Readable.EvaluationQuestion), review.Reviewer, time), null);
    }
}
