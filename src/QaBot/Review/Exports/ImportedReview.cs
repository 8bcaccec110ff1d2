using QaBot.Review.Verdicts;

namespace QaBot.Review.Exports;

/// <summary>A review as a line of an import has it; what the store knows better is left out.</summary>
public sealed record ImportedReview
{
    public required string AnswerId { get; init; }

    public required string Reviewer { get; init; }

    public AnswerVerdict? Verdict { get; init; }

    public IReadOnlyList<Pair>? Pairs { get; init; }

    public string? Correction { get; init; }

    public string? Comment { get; init; }

    public bool IsAdjudication { get; init; }

    internal AnswerReview ToReview() => new()
    {
        AnswerId = AnswerId,
        Reviewer = Reviewer,
        Verdict = Verdict,
        Pairs = [.. (Pairs ?? []).Select(pair => new JudgedPair(pair.Claim, pair.Citation, pair.Verdict, "", 0, 0, "", pair.IsReopened))],
        Correction = Correction,
        Comment = Comment,
        IsAdjudication = IsAdjudication,
    };

    /// <param name="Claim">Index of the claim, from 0.</param>
    /// <param name="Citation">Its number.</param>
    public sealed record Pair(int Claim, int Citation, PairVerdict Verdict, bool IsReopened = false);
}
