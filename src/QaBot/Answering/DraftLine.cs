using System.Text;
using System.Text.RegularExpressions;
using QaBot.Articles;

namespace QaBot.Answering;

/// <summary>Text of a draft as it reads without markers and Markdown, with the way back to where each character stood.</summary>
internal sealed partial class DraftLine
{
    private readonly StringBuilder _plain = new();
    private readonly List<int> _origins = [];
    private readonly List<(int Position, PassageMarker Marker)> _markers = [];

    private DraftLine()
    {
    }

    public string Plain => _plain.ToString();

    /// <summary>Position in <see cref="Plain"/> of each marker that was taken out.</summary>
    public IReadOnlyList<(int Position, PassageMarker Marker)> Markers => _markers;

    /// <summary>Where the character of <see cref="Plain"/> at <paramref name="position"/> stood in the draft.</summary>
    public int Origin(int position) => _origins[position];

    public static DraftLine Read(string draft, TextSpan range, int passageCount)
    {
        var line = new DraftLine();
        for (var at = range.Start; at < range.End;)
            at = line.Take(draft, at, range, passageCount);
        return line;
    }

    /// <summary>A sentence of <see cref="Plain"/>, without a full stop that only follows another because the marker between was taken out: "the U.S. [3]."</summary>
    public string Sentence(TextSpan sentence)
    {
        var words = Plain.Slice(sentence);
        var last = sentence.End - 1;
        var isDoubled = words.EndsWith("..", StringComparison.Ordinal) && _markers.Exists(marker => marker.Position == last || marker.Position == last + 1);
        return isDoubled ? words[..^1] : words;
    }

    private int Take(string draft, int at, TextSpan range, int passageCount)
    {
        if (draft[at] is '[' or '【' or '［' or '〔' or '(' or '（' or '\\' or '<' && PassageMarker.At(draft, at, passageCount) is { } marker && marker.End <= range.End)
        {
            _markers.Add((_plain.Length, marker));
            return marker.End;
        }

        var skipped = MarkupLength(draft, at, range);
        if (skipped > 0)
            return at + skipped;
        if (draft[at] == '[' && Link().Match(draft, at) is { Success: true } link && link.Index + link.Length <= range.End)
        {
            foreach (var i in Enumerable.Range(link.Groups[1].Index, link.Groups[1].Length))
                Add(draft[i], i);
            return at + link.Length;
        }

        Add(draft[at], at);
        return at + 1;
    }

    private void Add(char c, int origin)
    {
        var endsInSpace = _plain.Length > 0 && _plain[^1] == ' ';
        if (char.IsWhiteSpace(c))
        {
            if (endsInSpace || _plain.Length == 0)
                return;
            c = ' ';
        }
        else if (endsInSpace && c is '.' or ',' or ';' or ':' or '!' or '?' or ')' && FollowsMarker())
        {
            _plain.Length--;
            _origins.RemoveAt(_origins.Count - 1);
        }

        _plain.Append(c);
        _origins.Add(origin);
    }

    private bool FollowsMarker() => _markers.Count > 0 && _markers[^1].Position >= _plain.Length;

    /// <summary>How many characters of Markdown or inline HTML stand at a place; 0 for none.</summary>
    private static int MarkupLength(string draft, int at, TextSpan range)
    {
        var before = at > range.Start ? draft[at - 1] : ' ';
        var after = at + 1 < range.End ? draft[at + 1] : ' ';
        return draft[at] switch
        {
            '`' => 1,
            '\\' when char.IsPunctuation(after) || char.IsSymbol(after) => 1,
            '*' when !(char.IsWhiteSpace(before) && char.IsWhiteSpace(after)) && !(char.IsDigit(before) && char.IsDigit(after)) => 1,
            '_' when !(char.IsWhiteSpace(before) && char.IsWhiteSpace(after)) && !(IsWord(before) && IsWord(after)) => 1,
            '~' when after == '~' => 2,
            '<' when Tag().Match(draft, at) is { Success: true } tag => tag.Length,
            _ => 0,
        };
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '\\';

    [GeneratedRegex(@"\G\[([^\[\]\n]{1,300})\]\([^()\s]{0,500}\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\G</?(?:sup|sub|b|i|em|strong|u|br|p|cite)\s*/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
