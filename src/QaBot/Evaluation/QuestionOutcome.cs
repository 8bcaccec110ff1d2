using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using QaBot.Answering;
using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Sets;

namespace QaBot.Evaluation;

/// <summary>What became of a question when it was asked without the gate, and what the gate said: enough to tell what is shown at any threshold.</summary>
public sealed partial record QuestionOutcome
{
    /// <summary>Documents cited first that count as the answer's source.</summary>
    private const int FirstSources = 2;

    public required EvaluationQuestion Asked { get; init; }

    /// <summary>The rank of each relevant document that was found, from 1, among the articles by their best passage.</summary>
    public IReadOnlyDictionary<string, int> Ranks { get; init => field = value ?? new Dictionary<string, int>(); } = new Dictionary<string, int>();

    /// <summary>The whole text, with markers.</summary>
    public required string Answer { get; init; }

    public required AnswerKind Kind { get; init; }

    /// <summary>The gate's, see <see cref="GateJudgement.Probability"/>; null when nothing was searched.</summary>
    public double? Probability { get; init; }

    /// <summary>By number.</summary>
    public IReadOnlyList<CitedQuote> Citations { get; init => field = value ?? []; } = [];

    /// <summary>How the citations hold, by QaBot's own checker.</summary>
    public required CitationSupport Support { get; init; }

    /// <summary>The first passages found.</summary>
    public IReadOnlyList<FoundPassage> Passages { get; init => field = value ?? []; } = [];

    /// <summary>
    /// What decides whether the answer is shown: the gate's probability; 0 for what is refused whatever the gate says, 1 for a conversational reply.
    /// </summary>
    [JsonIgnore]
    public double Confidence => Kind switch
    {
        AnswerKind.Conversational => 1,
        AnswerKind.Refused => 0,
        _ => Probability ?? 0,
    };

    /// <summary>Whether users get a refusal when <see cref="AnsweringOptions.RefuseBelow"/> is so much.</summary>
    public bool IsRefusedAt(double refuseBelow) => Kind == AnswerKind.Refused || (Kind != AnswerKind.Conversational && Confidence < refuseBelow);

    /// <summary>Whether users get what is right when <see cref="AnsweringOptions.RefuseBelow"/> is so much.</summary>
    public bool IsRightAt(double refuseBelow) => FaultAt(refuseBelow) == ReplyFault.None;

    /// <summary>What is wrong with what users get when <see cref="AnsweringOptions.RefuseBelow"/> is so much.</summary>
    public ReplyFault FaultAt(double refuseBelow) => (Asked.Expected, IsRefusedAt(refuseBelow)) switch
    {
        (ExpectedReply.Refusal, var isRefused) => isRefused ? ReplyFault.None : ReplyFault.Answered,
        (ExpectedReply.Conversation, _) => Kind == AnswerKind.Conversational ? ReplyFault.None : ReplyFault.NotConversational,
        (_, true) => ReplyFault.Refused,
        _ => AnswerFault(),
    };

    /// <remarks>Where the accepted answers are too long to be given at once, the source alone tells.</remarks>
    private ReplyFault AnswerFault()
    {
        var shown = new GoldenAnswer(ShownText);
        return !CitesRightSource ? ReplyFault.WrongSource
            : GoldenAnswer.Fits(Asked) && !shown.Has(Asked.Answers) ? ReplyFault.WrongAnswer
            : Asked.All is { } all && !shown.HasAll(all) ? ReplyFault.Incomplete
            : ReplyFault.None;
    }

    /// <summary>Whether a relevant document is among the first two that are cited.</summary>
    [JsonIgnore]
    public bool CitesRightSource => Cited.Take(FirstSources).Any(Asked.Relevant.ContainsKey);

    /// <summary>The documents cited, by the number of their first quote, each once.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Cited => [.. Citations.OrderBy(citation => citation.Number).Select(citation => citation.Article).Distinct(StringComparer.Ordinal)];

    /// <summary>The answer; empty for a refusal, which shows none.</summary>
    [JsonIgnore]
    public string ShownText => Kind == AnswerKind.Refused ? "" : Answer;

    /// <summary><see cref="ShownText"/> without markers.</summary>
    [JsonIgnore]
    public string PlainText => Marker().Replace(ShownText, "");

    [GeneratedRegex(@"\s?\[\d+\]")]
    private static partial Regex Marker();
}
