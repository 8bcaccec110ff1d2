using System.Text.Json;
using QaBot.Answering;
using QaBot.Evaluation.Sets;
using QaBot.Review.Verdicts;

namespace QaBot.Review.Golden;

/// <summary>Makes test cases of reviewed answers.</summary>
public static class GoldenCases
{
    /// <summary>The kind under which evaluation lists them.</summary>
    public const string Kind = "reviewed";

    /// <summary>
    /// What is right by a review: a refusal where it should have refused or rightly did, a conversational reply that was right; else the correction,
    /// each line of it an accepted wording, or of a right answer the claims that their quotes support. It is to be cited from the articles of those
    /// quotes, else from those whose evidence has the words of the correction.
    /// </summary>
    /// <returns>The case, or why none can be made of it.</returns>
    public static (GoldenCase? Case, string? Problem) Make(AnswerRecord record, AnswerReview review, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(review);
        if (review.Verdict is not { } verdict)
            return (null, "Give the answer a verdict first.");
        var reply = ReplyOf(record, verdict);
        var supported = review.Pairs.Where(pair => pair is { Verdict: PairVerdict.Supported, IsReopened: false }).ToList();
        var answers = reply == ExpectedReply.Answer ? AnswersOf(record, review, supported) : [];
        if (reply == ExpectedReply.Answer && answers.Count == 0)
            return (null, verdict == AnswerVerdict.Right ? "Say of one quote at least that it supports its claim." : "Write the right answer as the correction first.");
        var question = new EvaluationQuestion
        {
            Id = record.Id,
            Question = record.Answer.Question,
            History = record.History,
            Kind = Kind,
            Reply = reply,
            Answers = answers,
            Docs = reply == ExpectedReply.Answer ? ArticlesOf(record, supported, answers).ToDictionary(article => article, _ => 1, StringComparer.Ordinal) : null,
        };
        return question.Problem() is { } problem
            ? (null, problem)
            : (new GoldenCase(record.Id, question.Question, JsonSerializer.Serialize(question, SetJson.Readable.EvaluationQuestion), review.Reviewer, time), null);
    }

    private static ExpectedReply ReplyOf(AnswerRecord record, AnswerVerdict verdict) => verdict switch
    {
        AnswerVerdict.ShouldHaveRefused => ExpectedReply.Refusal,
        AnswerVerdict.Right when record.Answer.Refused => ExpectedReply.Refusal,
        AnswerVerdict.Right when record.Kind == AnswerKind.Conversational => ExpectedReply.Conversation,
        _ => ExpectedReply.Answer,
    };

    private static IReadOnlyList<string> AnswersOf(AnswerRecord record, AnswerReview review, List<JudgedPair> supported) =>
        review.Correction is { } correction ? [.. correction.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()]
        : review.Verdict == AnswerVerdict.Right ? [.. supported.Select(pair => record.Answer.Claims[pair.Claim].Text).Distinct()]
        : [];

    private static List<string> ArticlesOf(AnswerRecord record, List<JudgedPair> supported, IReadOnlyList<string> answers)
    {
        if (supported.Count > 0)
            return [.. supported.Select(pair => pair.Article).Distinct()];
        var telling = record.Evidence.Where(evidence => answers.Any(answer => evidence.Text.Contains(answer, StringComparison.OrdinalIgnoreCase))).Select(evidence => evidence.Article).Distinct().ToList();
        return telling.Count > 0
            ? telling
            : [.. record.Answer.Citations.Select(citation => citation.Article).Concat(record.Answer.Retrieved.Take(1).Select(passage => passage.Article)).Distinct()];
    }
}
