using System.Diagnostics.CodeAnalysis;
using QaBot.Articles;

namespace QaBot.Retrieval;

/// <summary>Turns text into terms: Unicode folding, stop words, English stemming. Thread-safe and without state.</summary>
/// <remarks>
/// "Mérida" and "Merida", "U.S." and "US", "1,600" and "1600" are the same terms; "US" is the country and "us" a stop word.
/// The text of a token's span, analyzed alone, gives the same term again. Emoji and punctuation are no words.
/// </remarks>
public sealed class Analyzer
{
    /// <summary>The words of the text in order, stop words included and marked.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "Its users are given an analyzer; that this one needs no state is its own affair.")]
    public IReadOnlyList<AnalyzedToken> Analyze(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new TokenList(new List<AnalyzedToken>(text.Length / 6));
        Visit(text, ref tokens);
        return tokens.Tokens;
    }

    /// <summary>The same without a string for each token.</summary>
    internal static void Visit<TVisitor>(ReadOnlySpan<char> text, ref TVisitor visitor)
        where TVisitor : ITokenVisitor, allows ref struct
    {
        Span<char> buffer = stackalloc char[TokenScanner.MaxTermLength + UnicodeFolding.MaxExpansion];
        var scanner = new TokenScanner(text, buffer);
        while (scanner.MoveNext())
        {
            var isStopWord = scanner.IsStopWord;
            scanner.Stem();
            visitor.Visit(scanner.Folded, scanner.Start, scanner.End, isStopWord);
        }
    }

    private readonly struct TokenList(List<AnalyzedToken> tokens) : ITokenVisitor
    {
        public List<AnalyzedToken> Tokens { get; } = tokens;

        public void Visit(scoped ReadOnlySpan<char> term, int start, int end, bool isStopWord) =>
            Tokens.Add(new AnalyzedToken(term.ToString(), new TextSpan(start, end), isStopWord));
    }
}
