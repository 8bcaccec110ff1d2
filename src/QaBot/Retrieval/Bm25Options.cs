using System.ComponentModel.DataAnnotations;

namespace QaBot.Retrieval;

/// <summary>The section <c>Retrieval</c>: how passages are ranked.</summary>
public sealed class Bm25Options
{
    public const string Section = "Retrieval";

    /// <summary>How soon further occurrences of a term stop to count; 0 (only whether it occurs) to 10. Default: 1.2.</summary>
    [Range(0.0, 10.0)]
    public double K1 { get; set; } = 1.2;

    /// <summary>How far long passages are discounted; 0 (not) to 1 (in proportion). Default: 0.75.</summary>
    [Range(0.0, 1.0)]
    public double B { get; set; } = 0.75;

    /// <summary>What a term in the article's title counts, an occurrence in the passage being 1; 0 to 10. Default: 0.5.</summary>
    [Range(0.0, 10.0)]
    public double TitleWeight { get; set; } = 0.5;

    /// <summary>What a term in the headings above the passage counts, an occurrence in the passage being 1; 0 to 10. Default: 0.5.</summary>
    [Range(0.0, 10.0)]
    public double HeadingWeight { get; set; } = 0.5;
}
