namespace QaBot.Evaluation.Sets;

/// <summary>What a language model might write, with the passages that it was given and what each claim of it deserves: one file of <c>drafts/</c>.</summary>
/// <param name="Id">The file's name without its ending.</param>
/// <param name="Split">As <see cref="ISetRow.Split"/>.</param>
/// <param name="Evidence">Numbered from 1 in this order.</param>
/// <param name="Draft">The model's whole output.</param>
/// <param name="Claims">In the draft's order, without lines that claim nothing.</param>
public sealed record EvaluationDraft(
    string Id, string Split, string Question, IReadOnlyList<DraftEvidence> Evidence, string Draft, IReadOnlyList<LabelledClaim> Claims);
