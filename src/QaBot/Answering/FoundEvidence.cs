using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>What was found for a question.</summary>
public sealed record FoundEvidence(StandaloneQuery Query)
{
    /// <summary>How the model was asked to make the question stand alone; null when it was not.</summary>
    public QueryRewrite? Rewrite { get; init; }

    /// <summary>What was searched; null when articles were taken whole, for a summary.</summary>
    public RetrievalQuery? Search { get; init; }

    /// <summary>By rank, before diversification.</summary>
    public IReadOnlyList<RetrievedPassage> Retrieved { get; init; } = [];

    /// <summary>What became of each retrieved passage, in their order.</summary>
    public IReadOnlyList<PassageSelection> Selection { get; init; } = [];

    /// <summary>Whose words were asked for, when no article is by them and none speaks of them; then there is no evidence.</summary>
    public string? UnknownSource { get; init; }

    /// <summary>By number.</summary>
    public IReadOnlyList<EvidencePassage> Evidence { get; init; } = [];
}
