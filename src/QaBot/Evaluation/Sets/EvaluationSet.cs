namespace QaBot.Evaluation.Sets;

/// <summary>What is measured with: questions, claims, drafts, or several of them.</summary>
/// <param name="Name">The folder's or the file's, without its path.</param>
/// <param name="Split">The half that was asked for; <c>all</c> for every row.</param>
/// <param name="Docs">The set's own documents (absolute); null where it is asked of another corpus.</param>
public sealed record EvaluationSet(string Name, string Split, string? Docs)
{
    public const string WholeSet = "all";

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<EvaluationQuestion> Questions { get; init; } = [];

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<EvaluationClaim> Claims { get; init; } = [];

    /// <summary>By name.</summary>
    public IReadOnlyList<EvaluationDraft> Drafts { get; init; } = [];

    /// <summary>Whether an index is needed: claims bring their sources along.</summary>
    public bool NeedsCorpus => Questions.Count > 0 || Drafts.Count > 0;
}
