using QaBot.Retrieval;

namespace QaBot.Grounding;

/// <summary>Checks whether sources support a claim. Thread-safe.</summary>
public sealed class CitationVerifier(Analyzer analyzer)
{
    private readonly Analyzer _analyzer = analyzer;

    /// <param name="sources">Texts of which one, or several together, should support the claim; none gives Unsupported.</param>
    public GroundingResult Verify(string claim, IReadOnlyList<string> sources) => throw new NotImplementedException(_analyzer.ToString());
}
