using QaBot.Articles;
using QaBot.Retrieval;

namespace QaBot.Grounding;

/// <summary>Finds the exact words of a passage that a claim rests on. Thread-safe.</summary>
public sealed class QuoteFinder(Analyzer analyzer)
{
    private readonly Analyzer _analyzer = analyzer;

    /// <returns>
    /// The claim's own words where they stand in <paramref name="range"/> of <paramref name="text"/>; else the sentence, or up to three
    /// consecutive ones, that share most with it; null when nothing in the range has to do with the claim.
    /// </returns>
    public TextSpan? Find(string claim, string text, TextSpan range) => throw new NotImplementedException(_analyzer.ToString());
}
