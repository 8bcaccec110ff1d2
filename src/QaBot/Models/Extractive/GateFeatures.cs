using System.Text.RegularExpressions;

namespace QaBot.Models.Extractive;

/// <summary>What is seen of all the evidence beside a question, to tell whether it answers.</summary>
/// <param name="BestScore">What the best sentence is ranked by: how well it fits, about 0 to 12.</param>
/// <param name="TermCount">How many terms the question has, 1 for eight or more: that many rarely come together by chance.</param>
/// <param name="AsksForValue">1 when a name, place, time, number or the like is asked for, which a sentence on the topic may well lack.</param>
/// <param name="FocusCue">See <see cref="SentenceFeatures.FocusCue"/>, of the best sentence.</param>
/// <param name="MissingNames">How many of the question's names are not in the best sentence's passage.</param>
/// <param name="MeanWeight">Mean weight of the question's terms, divided by 8.</param>
/// <param name="FoundAnywhere">Share of the weight of the question's own terms that stand anywhere in the evidence; of the conversation's where it has none.</param>
/// <param name="LeadCoverage">The best <see cref="SentenceFeatures.LeadCoverage"/> of any sentence: how far the evidence is on the topic, whether it answers or not.</param>
/// <param name="IsFirst">See <see cref="SentenceFeatures.IsFirst"/>, of the best sentence.</param>
/// <param name="UnmetNegation">1 when the question asks for what is not so and the best sentence says what is.</param>
public sealed partial record GateFeatures(
    double BestScore,
    double TermCount,
    double AsksForValue,
    double FocusCue,
    double MissingNames,
    double MeanWeight,
    double FoundAnywhere,
    double LeadCoverage,
    double IsFirst,
    double UnmetNegation)
{
    private const double ManyTerms = 8;
    private const double HeavyTerm = 8;

    /// <summary>In the order of <see cref="Values"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        nameof(BestScore), nameof(TermCount), nameof(AsksForValue), nameof(FocusCue), nameof(MissingNames), nameof(MeanWeight), nameof(FoundAnywhere),
        nameof(LeadCoverage), nameof(IsFirst), nameof(UnmetNegation),
    ];

    /// <summary>In the order of the constructor.</summary>
    public IReadOnlyList<double> Values { get; } =
        [BestScore, TermCount, AsksForValue, FocusCue, MissingNames, MeanWeight, FoundAnywhere, LeadCoverage, IsFirst, UnmetNegation];

    /// <param name="profile">With terms.</param>
    /// <param name="ranked">All sentences of the evidence, best first; at least one.</param>
    public static GateFeatures Of(QuestionProfile profile, string question, IReadOnlyList<ScoredSentence> ranked)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(ranked);
        var best = ranked[0];
        var everywhere = ranked.SelectMany(sentence => sentence.Matched).ToHashSet(StringComparer.Ordinal);
        var inPassage = ranked.Where(sentence => sentence.Passage == best.Passage).SelectMany(sentence => sentence.Matched).ToHashSet(StringComparer.Ordinal);
        // "And where?" has none of its own.
        var standing = profile.Terms.Max(term => term.Standing);
        var own = profile.Terms.Where(term => term.Standing == standing).ToList();
        return new GateFeatures(
            best.Score,
            Math.Min(1, profile.Terms.Count / ManyTerms),
            profile.Type is AnswerType.Person or AnswerType.Time or AnswerType.Place or AnswerType.Number or AnswerType.Money or AnswerType.Share ? 1 : 0,
            best.Features.FocusCue,
            profile.Terms.Count(term => term.IsName && !inPassage.Contains(term.Term)),
            profile.TotalWeight / profile.Terms.Count / HeavyTerm,
            own.Where(term => everywhere.Contains(term.Term)).Sum(term => term.Weight) / own.Sum(term => term.Weight),
            ranked.Max(sentence => sentence.Features.LeadCoverage),
            best.Features.IsFirst,
            Negation().IsMatch(question) && !Negation().IsMatch(best.Text) ? 1 : 0);
    }

    [GeneratedRegex(@"\b(?:not|never|no|without|except|neither|nor|none|nobody|nothing|cannot|fail(?:s|ed)?|lack(?:s|ed)?|unable|refuse[ds]?)\b|n['’]t\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Negation();
}
