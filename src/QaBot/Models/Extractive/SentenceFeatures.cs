namespace QaBot.Models.Extractive;

/// <summary>What is seen of a sentence beside a question; each about 0 to 1.</summary>
/// <param name="Coverage">Share of the question's weight that stands in the sentence.</param>
/// <param name="ContextCoverage">The same with the sentence before and the title.</param>
/// <param name="Adjacency">Share of the question's neighbouring terms that are near each other in the sentence too.</param>
/// <param name="ContextNameCoverage">Share of the question's names in the sentence, the one before it or the title; 1 when it has none.</param>
/// <param name="AnswerCue">Whether something of the type asked for is there.</param>
/// <param name="CueNearness">How near it stands to a word of the question, falling with the distance; 0 when there is none.</param>
/// <param name="FocusCue">1 when a name or number that the question does not have stands beside the kind of thing asked for.</param>
/// <param name="Density">Matched weight against the sentence's length.</param>
/// <param name="PassagePrior">1 for the first passage, falling with its number.</param>
/// <param name="PassageCoverage">Share of the question's weight that stands anywhere in the passage.</param>
/// <param name="LeadCoverage">The share of the question's weight that stands in the sentence, the one before it, the title or the passage's first sentence.</param>
/// <param name="LeadNameCoverage">Share of the question's names there; 1 when it has none.</param>
/// <param name="NextCoverage">Share of the question's weight that stands in the sentence after it.</param>
/// <param name="IsFirst">1 for the passage's first sentence.</param>
/// <param name="TermShare">Share of the question's terms that stand in the sentence, each counting the same, those of the conversation less.</param>
/// <param name="RarestTerm">How far the question's weightiest term stands in it.</param>
/// <param name="Length">Logarithm of its words, divided by 4.</param>
/// <param name="IsOverlong">1 over 60 words: a table or a list rather than a sentence.</param>
/// <param name="Dangling">1 when it begins with a word that points back at a sentence before ("But", "This", "They").</param>
public sealed record SentenceFeatures(
    double Coverage,
    double ContextCoverage,
    double Adjacency,
    double ContextNameCoverage,
    double AnswerCue,
    double CueNearness,
    double FocusCue,
    double Density,
    double PassagePrior,
    double PassageCoverage,
    double LeadCoverage,
    double LeadNameCoverage,
    double NextCoverage,
    double IsFirst,
    double TermShare,
    double RarestTerm,
    double Length,
    double IsOverlong,
    double Dangling)
{
    /// <summary>In the order of <see cref="Values"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        nameof(Coverage), nameof(ContextCoverage), nameof(Adjacency), nameof(ContextNameCoverage), nameof(AnswerCue),
        nameof(CueNearness), nameof(FocusCue), nameof(Density), nameof(PassagePrior), nameof(PassageCoverage),
        nameof(LeadCoverage), nameof(LeadNameCoverage), nameof(NextCoverage), nameof(IsFirst), nameof(TermShare),
        nameof(RarestTerm), nameof(Length), nameof(IsOverlong), nameof(Dangling),
    ];

    /// <summary>In the order of the constructor.</summary>
    public IReadOnlyList<double> Values { get; } =
    [
        Coverage, ContextCoverage, Adjacency, ContextNameCoverage, AnswerCue, CueNearness, FocusCue, Density, PassagePrior, PassageCoverage,
        LeadCoverage, LeadNameCoverage, NextCoverage, IsFirst, TermShare, RarestTerm, Length, IsOverlong, Dangling,
    ];
}
