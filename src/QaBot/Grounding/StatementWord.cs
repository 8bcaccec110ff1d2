using QaBot.Articles;

namespace QaBot.Grounding;

/// <param name="Term">As the analyzer has it, stemmed.</param>
/// <param name="Surface">As written.</param>
/// <param name="Form">Lower-case, with its "n't" or "'s".</param>
internal sealed record StatementWord(string Term, string Surface, string Form, TextSpan Span, bool IsStopWord, bool StartsSentence)
{
    public bool IsNumber => char.IsDigit(Surface[0]);

    public bool IsCapitalized => char.IsUpper(Surface[0]);

    /// <summary>Written as a name is: a capital where none is due.</summary>
    public bool IsName => IsCapitalized && !StartsSentence && !(IsStopWord && Surface.Length <= 3) && Surface != "I";

    public bool IsNegator => Lexicon.Negators.Contains(Form) || Form.EndsWith("n't", StringComparison.Ordinal);
}
