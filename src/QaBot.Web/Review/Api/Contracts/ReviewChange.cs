using System.ComponentModel;
using System.Text.Json.Serialization;
using QaBot.Review.Verdicts;

namespace QaBot.Web.Review.Api.Contracts;

/// <summary>A review as the caller wants it; it takes the place of the caller's last one.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReviewChange
{
    [Description("Of the whole answer; null while it is a draft.")]
    public AnswerVerdict? Verdict { get; init; }

    [Description("One for each claim and quote that is judged; their words are those of the stored answer.")]
    public IReadOnlyList<Pair>? Pairs { get; init; }

    [Description("What the answer should have been; at most 8,000 characters.")]
    public string? Correction { get; init; }

    [Description("At most 8,000 characters.")]
    public string? Comment { get; init; }

    [Description("It decides where reviewers disagree.")]
    public bool IsAdjudication { get; init; }

    /// <param name="Claim">Index of the claim, from 0.</param>
    /// <param name="Citation">Its number.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record Pair(
        [property: Description("Index of the claim, from 0.")] int Claim,
        [property: Description("Number of a citation of that claim.")] int Citation,
        PairVerdict Verdict);
}
