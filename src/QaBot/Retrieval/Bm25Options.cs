using System.ComponentModel.DataAnnotations;

namespace QaBot.Retrieval;

/// <summary>How passages are ranked by their words.</summary>
public class Bm25Options
{
    /// <summary>How soon further occurrences of a term stop to count; 0 (only whether it occurs) to 10. Default: 1.2.</summary>
    [Range(0.0, 10.0)]
    public double K1 { get; set; } = 1.2;

    /// <summary>How far long passages are discounted; 0 (not) to 1 (in proportion). Default: 0.75.</summary>
    [Range(0.0, 1.0)]
    public double B { get; set; } = 0.75;

    /// <summary>What a term in the article's title counts, an occurrence in the passage being 1; 0 to 10. Default: 1.</summary>
    [Range(0.0, 10.0)]
    public double TitleWeight { get; set; } = 1;

    /// <summary>What a term in the headings above the passage counts, an occurrence in the passage being 1; 0 to 10. Default: 0.5.</summary>
    [Range(0.0, 10.0)]
    public double HeadingWeight { get; set; } = 0.5;

    /// <summary>
    /// What two neighbouring words of the query add where they also stand near each other in the passage, in parts of the rarer one's
    /// weight; 0 (nothing) to 10. Default: 0.3.
    /// </summary>
    [Range(0.0, 10.0)]
    public double PhraseBoost { get; set; } = 0.3;

    /// <summary>
    /// What the article as a whole, by the best that any of its passages has for each term, adds to each of its passages; 0 (nothing) to 10. Default: 0.5.
    /// </summary>
    [Range(0.0, 10.0)]
    public double ArticleWeight { get; set; } = 0.5;
}
