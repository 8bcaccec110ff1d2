using QaBot.Answering;
using QaBot.Evaluation;
using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Sets;
using QaBot.Grounding;

namespace QaBot.Tests.Evaluation;

/// <summary>Runs put together by hand, for tests of what is made of one.</summary>
internal static class SampleRuns
{
    public static EvaluationRun Of(params IReadOnlyList<QuestionOutcome> questions) => new() { Set = "set", Split = "all", RefuseBelow = 0.5, Questions = questions };

    public static EvaluationRun OfClaims(params IReadOnlyList<ClaimOutcome> claims) => new() { Set = "set", Split = "all", RefuseBelow = 0.5, Claims = claims };

    /// <param name="cited">Documents in the order of their quotes.</param>
    public static QuestionOutcome Question(EvaluationQuestion asked, string answer, double? probability = 0.9, AnswerKind kind = AnswerKind.Cited, params IReadOnlyList<string> cited) => new()
    {
        Asked = asked,
        Answer = answer,
        Kind = kind,
        Probability = probability,
        Citations = [.. cited.Select((article, i) => new CitedQuote(i + 1, article, $"A quote of {article}."))],
        Support = new CitationSupport(1, 1, cited.Count, cited.Count),
    };

    public static EvaluationQuestion Answerable(string id = "a", string answer = "751", string kind = "fact") => new()
    {
        Id = id,
        Question = $"Question {id}?",
        Kind = kind,
        Answers = [answer],
        Docs = new Dictionary<string, int> { ["one.txt"] = 1 },
    };

    public static EvaluationQuestion Unanswerable(string id = "u", string kind = "absent") => new() { Id = id, Question = $"Question {id}?", Kind = kind, Reply = ExpectedReply.Refusal };

    public static ClaimOutcome Claim(string id, bool isSupported, GroundingVerdict verdict, double score, string? kind = null) =>
        new(id, null, kind, $"Claim {id}.", isSupported, verdict, score, $"Reason {id}.");
}
