namespace QaBot.Retrieval;

/// <summary>Turns text into terms: Unicode folding, stop words, English stemming. Thread-safe and without state.</summary>
public sealed class Analyzer
{
    /// <summary>The words of the text in order, stop words included and marked.</summary>
    public IReadOnlyList<AnalyzedToken> Analyze(string text) => throw new NotImplementedException();
}
