using System.Text;
using QaBot.Articles;

namespace QaBot.Grounding;

/// <summary>
/// A text reduced to what its wording is: single spaces, straight quotes, plain hyphens, no Markdown emphasis; with the way back to the original.
/// </summary>
internal sealed class PlainWording
{
    private readonly int[] _origins;

    private PlainWording(string text, int[] origins)
    {
        Text = text;
        _origins = origins;
    }

    public string Text { get; }

    public static PlainWording Of(string text, TextSpan range)
    {
        var plain = new StringBuilder(range.Length);
        var origins = new List<int>(range.Length);
        for (var i = range.Start; i < range.End; i++)
        {
            var c = Plain(text[i]);
            if (c == '\0' || (c == ' ' && (plain.Length == 0 || plain[^1] == ' ')))
                continue;
            plain.Append(c);
            origins.Add(i);
        }

        while (plain.Length > 0 && plain[^1] == ' ')
        {
            plain.Length--;
            origins.RemoveAt(origins.Count - 1);
        }

        return new PlainWording(plain.ToString(), [.. origins]);
    }

    public static string Of(string text) => Of(text, new TextSpan(0, text.Length)).Text;

    /// <summary>Where whole words of this wording stand in the original; null when they do not occur.</summary>
    public TextSpan? Find(string wording, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        if (wording.Length == 0)
            return null;
        for (var at = Text.IndexOf(wording, comparison); at >= 0; at = Text.IndexOf(wording, at + 1, comparison))
        {
            var end = at + wording.Length;
            if (IsEdge(at - 1, at) && IsEdge(end - 1, end))
                return new TextSpan(_origins[at], _origins[end - 1] + 1);
        }

        return null;
    }

    private bool IsEdge(int left, int right) =>
        left < 0 || right >= Text.Length || !char.IsLetterOrDigit(Text[left]) || !char.IsLetterOrDigit(Text[right]);

    private static char Plain(char c) => c switch
    {
        '’' or '‘' or '‚' or '′' or '`' => '\'',
        '“' or '”' or '„' or '«' or '»' or '″' => '"',
        '–' or '—' or '‑' or '‐' or '−' => '-',
        '*' or '_' or '\u00AD' or '\u200B' or '\uFEFF' => '\0',
        _ when char.IsWhiteSpace(c) => ' ',
        _ => c,
    };
}
