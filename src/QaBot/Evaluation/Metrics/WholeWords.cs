using System.Text;
using System.Text.RegularExpressions;
using QaBot.Retrieval;

namespace QaBot.Evaluation.Metrics;

/// <summary>A text as a run of words, for finding accepted wordings in answers: without case, accents and punctuation, but with <c>$ % .</c> inside of words.</summary>
/// <remarks>"751" is in "751 pages." and not in "1,751.5"; a wording of several words must stand in one run.</remarks>
public sealed partial class WholeWords
{
    private readonly string _words;

    public WholeWords(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _words = $" {string.Join(' ', Word().Matches(Fold(text)).Select(match => match.Value))} ";
    }

    /// <summary>Whether the words stand here in one run; a wording without any word stands nowhere but in a text without any.</summary>
    public bool Contain(string wording) => _words.Contains(new WholeWords(wording)._words, StringComparison.Ordinal);

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        Span<char> letters = stackalloc char[UnicodeFolding.MaxExpansion];
        foreach (var character in text)
        {
            if (character == '…')
                folded.Append("...");
            else
                folded.Append(letters[..UnicodeFolding.Fold(character, letters)]);
        }

        return folded.ToString();
    }

    [GeneratedRegex(@"[\p{L}\p{N}_$%.]+(?<!\.)")]
    private static partial Regex Word();
}
