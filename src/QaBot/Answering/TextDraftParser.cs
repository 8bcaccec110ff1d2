using System.Text;
using System.Text.RegularExpressions;
using QaBot.Articles;

namespace QaBot.Answering;

/// <summary>
/// Turns running text, as it streams in, into claims with the passages they cite. Not thread-safe; one parser per draft.
/// </summary>
/// <remarks>
/// <para>A claim is a sentence, a list item or a table row. It is given out once its end is certain: the next sentence's first word is there, or a
/// newline after its markers. A marker after the full stop belongs to the sentence before it. How the text is cut into pieces changes
/// nothing, and time is linear in its length.</para>
/// <para>A sentence that stands word for word in the passage it cites is kept exactly as it stands there, with its newlines, brackets and
/// no-break spaces; every other one has its markers and Markdown taken out and its white space made single. Code fences, rules
/// and the bibliography at the end are no claims.</para>
/// </remarks>
internal sealed partial class TextDraftParser(EvidenceText evidence)
{
    /// <summary>A sentence that goes on for longer is cut here, so that no draft takes more than linear time.</summary>
    private const int LongestPending = 4000;

    /// <summary>A line that reaches this far without an end may have been wrapped; a shorter one was ended on purpose.</summary>
    private const int WrappedLine = 50;

    private readonly EvidenceText _evidence = evidence;
    private readonly StringBuilder _pending = new();
    private readonly List<DraftClaim> _claims = [];
    private int _watched;
    private int _wordsSinceBoundary;
    private bool _hasConsumed;
    private bool _hasGiven;
    private bool _inBibliography;
    private bool _inTable;

    /// <summary>True when the draft says, with the fixed marker, that the sources do not answer.</summary>
    public bool Abstained { get; private set; }

    /// <summary>Takes the next character.</summary>
    public void Append(char c)
    {
        _pending.Append(c);
        Watch();
    }

    /// <summary>The text has ended (or broken off): what is left is complete. More text may follow as a new line.</summary>
    public void Complete()
    {
        _pending.Length = PassageMarker.BrokenOffAt(_pending.ToString());
        TakeClaims(atEnd: true);
        Forget();
        _hasConsumed = false;
    }

    /// <summary>What is not given out yet was no text.</summary>
    public void Forget()
    {
        _pending.Clear();
        _watched = 0;
    }

    /// <summary>The claims that have become complete since the last call.</summary>
    public IReadOnlyList<DraftClaim> Take()
    {
        if (_claims.Count == 0)
            return [];
        var claims = _claims.ToArray();
        _claims.Clear();
        return claims;
    }

    /// <summary>Looks for claims only at places where one can have become complete: after a line, or after the first word that follows an end.</summary>
    private void Watch()
    {
        for (; _watched < _pending.Length; _watched++)
        {
            var c = _pending[_watched];
            var isPlace = c == '\n' || (char.IsWhiteSpace(c) && _wordsSinceBoundary == 1);
            if (c is '\n' or '.' or '!' or '?' or '…' or ']' or '】' or ')' or '。' or '！' or '？')
                _wordsSinceBoundary = 0;
            else if (!char.IsWhiteSpace(c) && (_watched == 0 || char.IsWhiteSpace(_pending[_watched - 1])))
                _wordsSinceBoundary++;
            if (isPlace || (_watched > 0 && _watched % LongestPending == 0))
                TakeClaims(atEnd: false);
        }
    }

    private void TakeClaims(bool atEnd)
    {
        while (true)
        {
            var text = _pending.ToString();
            var consumed = TakeNext(text, atEnd);
            if (consumed == 0)
                return;
            _pending.Remove(0, consumed);
            _watched -= consumed;
            _hasConsumed = true;
        }
    }

    /// <returns>How much of the text is dealt with; 0 when more must be seen first.</returns>
    private int TakeNext(string text, bool atEnd)
    {
        var start = text.Length - text.AsSpan().TrimStart().Length;
        if (start == text.Length)
            return 0;
        if (!atEnd && (PassageMarker.MayBeUnfinished(text) || _evidence.Contains(text[start..])))
            return 0;
        var startsLine = !_hasConsumed || text.AsSpan(0, start).Contains('\n');
        var mustWait = false;
        var consumed = TakeCopied(text, start, startsLine);
        if (consumed == 0 && startsLine)
            consumed = TakeSpecialLine(text, start, atEnd, out mustWait);
        return consumed > 0 || mustWait ? consumed : TakeSentences(text, start, startsLine, atEnd);
    }

    /// <summary>A sentence copied from the passage that it cites.</summary>
    private int TakeCopied(string text, int start, bool startsLine)
    {
        var leadEnd = startsLine ? start + Lead().Match(text, start).Length : start;
        var markers = Markers(text, start);
        for (var i = markers.Count - 1; i >= 0; i--)
        {
            var last = i;
            while (last + 1 < markers.Count && IsBlank(text, markers[last].End, markers[last + 1].Start))
                last++;
            var end = markers[last].End;
            if (end < text.Length && text[end] is '.' or ',' or ';' or ':' or '!' or '?')
                continue;
            foreach (var from in leadEnd > start ? [start, leadEnd] : new[] { start })
            {
                var words = text[from..Math.Max(from, markers[i].Start)].TrimEnd();
                var passages = markers[i..(last + 1)].SelectMany(m => m.Passages).Distinct().ToList();
                if (words.Length == 0 || !passages.Exists(p => IsCopy(text, words, end, p)))
                    continue;
                Give(new DraftClaim(words, LeadBefore(text, from), passages, IsConnective: false));
                return end;
            }
        }

        return 0;
    }

    /// <summary>Within a line only whole sentences count as copied: "Mexico [1] published 751 pages [2]" does not end at the name.</summary>
    private bool IsCopy(string text, string words, int end, int passage)
    {
        if (!_evidence.Contains(passage, words))
            return false;
        var rest = text.AsSpan(end).TrimStart(" \t\u00A0\r");
        return rest.IsEmpty || rest[0] == '\n' || _evidence.HoldsSentences(passage, words)
            || (Ended().IsMatch(words) && words.Count(' ') >= 3 && !char.IsLower(rest[0]));
    }

    private List<PassageMarker> Markers(string text, int start)
    {
        var markers = new List<PassageMarker>();
        for (var at = start; at < text.Length; at++)
        {
            if (PassageMarker.At(text, at, _evidence.Count) is not { } marker)
                continue;
            markers.Add(marker);
            at = marker.End - 1;
        }

        return markers;
    }

    /// <summary>Lines that are not running text.</summary>
    private int TakeSpecialLine(string text, int start, bool atEnd, out bool mustWait)
    {
        var newline = text.IndexOf('\n', start);
        var end = newline < 0 ? text.Length : newline;
        var line = text[start..end].TrimEnd();
        var isWhole = newline >= 0 || atEnd;
        if (IsReference(line))
        {
            mustWait = !isWhole;
            _inBibliography |= isWhole && Bibliography().IsMatch(line);
            return isWhole ? end : 0;
        }

        _inBibliography &= !isWhole;
        if (line[0] == '|')
            return TakeRow(text, start, end, isWhole, atEnd, out mustWait);
        _inTable = false;
        mustWait = !isWhole && line[0] is '`' or '~' or '#';
        return isWhole && (Rule().IsMatch(line) || IsOnlyMarkers(line)) ? end : 0;
    }

    /// <summary>"Sources: [1] …", the list under such a heading, and "[^1]: …".</summary>
    private bool IsReference(string line) =>
        Bibliography().IsMatch(line) || Footnote().IsMatch(line) || (_inBibliography && BibliographyItem().IsMatch(line));

    private int TakeRow(string text, int start, int end, bool isWhole, bool atEnd, out bool mustWait)
    {
        // A blank line ends a table.
        _inTable &= text.AsSpan(0, start).Count('\n') < 2;
        var nextEnd = end < text.Length ? text.IndexOf('\n', end + 1) : -1;
        mustWait = !isWhole || (!_inTable && nextEnd < 0 && !atEnd);
        if (mustWait)
            return 0;
        var next = end < text.Length ? text[(end + 1)..(nextEnd < 0 ? text.Length : nextEnd)] : "";
        var isHeader = !_inTable && TableRule().IsMatch(next);
        var row = text[start..end];
        _inTable = true;
        var plain = DraftLine.Read(row, new TextSpan(0, row.Length), _evidence.Count);
        var cells = string.Join(" | ", plain.Plain.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var passages = plain.Markers.SelectMany(m => m.Marker.Passages).Distinct().ToList();
        if (cells.Length > 0)
            Give(new DraftClaim(cells, LeadBefore(text, start) + "| ", passages, passages.Count == 0 && (TableRule().IsMatch(row) || (isHeader && Connectives.IsHeader(cells.Split(" | "), _evidence)))));
        return end;
    }

    private int TakeSentences(string text, int start, bool startsLine, bool atEnd)
    {
        var lead = startsLine ? Lead().Match(text, start).Length : 0;
        var isClosed = FindEnd(text, start, atEnd, out var end);
        var line = DraftLine.Read(text, new TextSpan(Math.Min(start + lead, end), end), _evidence.Count);
        var plain = line.Plain;
        var sentences = SentenceSplitter.Split(plain);
        var isOverlong = !isClosed && text.Length > LongestPending;
        var count = isClosed || (isOverlong && sentences.Count == 1) ? sentences.Count : sentences.Count - 1;
        var isHeading = isClosed && sentences.Count == 1 && IsHeading(text[start..end]);
        for (var i = 0; i < count; i++)
            GiveSentence(line, sentences, i, i == 0 ? LeadBefore(text, start + lead) : " ", isHeading);
        if (isClosed || count == sentences.Count)
            return end;
        return count <= 0 ? 0 : line.Origin(sentences[count].Start);
    }

    private void GiveSentence(DraftLine line, IReadOnlyList<TextSpan> sentences, int index, string lead, bool isHeading)
    {
        var words = line.Sentence(sentences[index]);
        var passages = new List<int>();
        foreach (var (position, marker) in line.Markers)
        {
            if (Owner(sentences, position) == index)
                passages.AddRange(marker.Passages.Except(passages));
        }

        if (Abstains().IsMatch(words))
            Abstained = true;
        else if (words.Any(char.IsLetterOrDigit))
            Give(Claim(words, lead, passages, isHeading));
    }

    private DraftClaim Claim(string words, string lead, List<int> passages, bool isHeading)
    {
        if (passages.Count > 0)
            return new DraftClaim(words, lead, passages, IsConnective: false);
        var absence = Absence().Match(words);
        // "The passages do not say when it closed", of what was asked, says nothing of the world.
        var isRemark = absence.Success && Unasked().Match(words, absence.Length) is { Success: true } left && _evidence.IsAsked(words[(left.Index + left.Length)..]);
        return new DraftClaim(words, lead, passages, isRemark || Connectives.IsConnective(words, isHeading, _evidence)) { IsHeading = isHeading, IsAbsence = absence.Success };
    }

    /// <summary>The sentence that a marker belongs to: the last one that has begun before it, or the first.</summary>
    private static int Owner(IReadOnlyList<TextSpan> sentences, int position)
    {
        var owner = 0;
        for (var i = 1; i < sentences.Count && sentences[i].Start < position; i++)
            owner = i;
        return owner;
    }

    /// <summary>Finds where the lines that make up one paragraph, list item or heading end.</summary>
    /// <returns>False when that is not yet known; <paramref name="end"/> is then as far as one can be sure.</returns>
    private bool FindEnd(string text, int start, bool atEnd, out int end)
    {
        var lineStart = start;
        while (true)
        {
            var newline = text.IndexOf('\n', lineStart);
            end = newline < 0 ? text.Length : newline;
            if (newline < 0)
                return atEnd;
            var line = text[lineStart..newline].TrimEnd();
            if (line.StartsWith('#') || EndsInMarker(line))
                return true;
            var next = newline + 1 + (text.Length - newline - 1 - text.AsSpan(newline + 1).TrimStart().Length);
            if (next == text.Length)
                return atEnd;
            var rest = text.AsSpan(next);
            var restEnd = rest.IndexOf('\n');
            var nextLine = (restEnd < 0 ? rest : rest[..restEnd]).TrimEnd().ToString();
            if (IsOnlyMarkers(nextLine))
            {
                if (restEnd < 0 && !atEnd)
                    return false;
                end = next + nextLine.Length;
                return true;
            }

            var isBlankBetween = text.AsSpan(newline + 1, next - newline - 1).Contains('\n');
            if (isBlankBetween || Ended().IsMatch(line) || line.EndsWith(':'))
                return true;
            if (!nextLine.Contains(' ') && restEnd < 0 && !atEnd)
                return false;
            if (StartsBlock().IsMatch(nextLine) || !(char.IsLower(nextLine[0]) || line.Length >= WrappedLine))
                return true;
            lineStart = next;
        }
    }

    private bool EndsInMarker(string line)
    {
        var words = line.TrimEnd('.', '!', '?', '*', '_', '"', '”', ' ', '\u00A0');
        return Markers(words, 0) is [.., var last] && last.End == words.Length;
    }

    private bool IsOnlyMarkers(string line)
    {
        var markers = Markers(line, 0);
        if (markers.Count == 0)
            return false;
        var outside = DraftLine.Read(line, new TextSpan(0, line.Length), _evidence.Count).Plain;
        return !outside.Any(char.IsLetterOrDigit);
    }

    private static bool IsHeading(string line) => Heading().IsMatch(line.Trim());

    /// <summary>What stands before a claim, so that the answer can be laid out as the draft was.</summary>
    private string LeadBefore(string text, int at)
    {
        var lead = text[..at];
        if (!_hasGiven)
            return lead.TrimStart();
        return lead.Length == 0 ? " " : lead;
    }

    private void Give(DraftClaim claim)
    {
        _hasGiven = true;
        _claims.Add(claim);
    }

    private static bool IsBlank(string text, int start, int end) => text.AsSpan(start, end - start).Trim(" \t\u00A0").IsEmpty;

    [GeneratedRegex(@"\G(?:>[ \t]?)*(?:(?:[-*+•‣◦▪–—]|[0-9]{1,3}[.)]|\([0-9]{1,2}\)|[a-zA-Z]\))[ \t]+)?(?:#{1,6}[ \t]+)?")]
    private static partial Regex Lead();

    [GeneratedRegex(@"^(?:[-*+•‣◦▪–—>|#]|[0-9]{1,3}[.)]\s|\([0-9]{1,2}\)\s|[a-zA-Z]\)\s|```|~~~|\[)")]
    private static partial Regex StartsBlock();

    [GeneratedRegex(@"^(?:#{1,6}\s.*|\*\*[^*]+\*\*:?|__[^_]+__:?)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[.!?…。！？][""'”’»)\]*_]*$")]
    private static partial Regex Ended();

    [GeneratedRegex(@"^(?:```.*|~~~.*|(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:=\s*){3,})$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\s*\|?(?:\s*:?-{2,}:?\s*\|?)+\s*$")]
    private static partial Regex TableRule();

    [GeneratedRegex(@"^[#>*_\s]*(?:sources?|references?|citations?|cited\s+(?:sources|passages)|sources\s+(?:used|cited)|bibliography|footnotes|works\s+cited)[*_]*\s*(?::?[*_\s]*$|:[*_\s]*(?=[\[【(]|[-*•]\s|\d+[.)]\s))", RegexOptions.IgnoreCase)]
    private static partial Regex Bibliography();

    [GeneratedRegex(@"^(?:[-*+•]\s*)?(?:\[|【|\(?\d{1,3}[.)]\s|[-*+•]\s|https?://)")]
    private static partial Regex BibliographyItem();

    [GeneratedRegex(@"^(?:[-*+•]\s*)?\[\^?[0-9]{1,3}\]:")]
    private static partial Regex Footnote();

    /// <summary>What models write in place of the marker.</summary>
    [GeneratedRegex(
        @"^\W*(?:(?:(?:I['’]?m|I am)\s+)?sorry\W+|unfortunately\W+|lo siento\W+)?(?:but\s+)?(?:(?:none of\s+)?(?:the|these|those|las|los|el)\s+)?(?:provided\s+|given\s+|available\s+|retrieved\s+|cited\s+)?" +
        @"(?:(?:passages?|sources?|documents?|articles?|texts?|context|excerpts?|information|evidence)\s+(?:provided\s+|given\s+|available\s+)?(?:(?:do|does|did)(?:\s+not|n['’]t)|can(?:\s?not|['’]t))\s+" +
        @"(?:say|state|mention|contain|provide|specify|answer|include|indicate|discuss|address|give|name|tell|report)\b" +
        @"|(?:pasajes|fuentes|textos|documentos|contexto)\s+(?:proporcionad[oa]s?\s+)?no\s+(?:dicen?|mencionan?|contienen?|responden?|indican?|especifican?)\b" +
        @"|I\s+(?:can(?:\s?not|['’]t)|could(?:\s+not|n['’]t)|(?:do|did)(?:\s+not|n['’]t))\s+(?:answer|find|have|determine|see|know)\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Absence();

    [GeneratedRegex(@"\G\s+(?:who|whom|whose|what|when|where|why|how|which|whether|anything\s+about|quién(?:es)?|qué|cuándo|dónde|cómo|cuánt[oa]s?|por\s+qué)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Unasked();

    [GeneratedRegex(@"^\W*(?:answer\W+)?NOT_IN_SOURCES(?:[\W_]*$|[""”'’)\]]*\s*[.:;,!–—-].*$)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Abstains();
}
