using System.Text.RegularExpressions;

namespace Microsoft.ML.Tokenizers;

/// <summary>
/// Splits a text into the pieces that are encoded each for itself: special tokens, and what the pattern finds in the
/// sections between them. Without a pattern the text is one piece.
/// </summary>
internal ref struct PieceEnumerator
{
    private readonly ReadOnlySpan<char> _text;
    private readonly Regex? _pattern;
    private readonly SpecialTokenSet _specialTokens;
    private Regex.ValueMatchEnumerator _matches;
    private int _sectionStart;
    private int _sectionEnd;
    private int _specialEnd;

    public PieceEnumerator(ReadOnlySpan<char> text, Regex? pattern, SpecialTokenSet specialTokens)
    {
        _text = text;
        _pattern = pattern;
        _specialTokens = specialTokens;
        if (pattern is not null)
            OpenSection(0);
    }

    /// <summary>Half-open, in UTF-16 units; never empty.</summary>
    public int Start { get; private set; }

    public int End { get; private set; }

    /// <summary>The id of a special token, or -1.</summary>
    public int SpecialId { get; private set; } = -1;

    public readonly ReadOnlySpan<char> Piece => _text[Start..End];

    public bool MoveNext()
    {
        if (End == _text.Length)
            return false;
        if (_pattern is null)
            return MoveTo(0, _text.Length, mayBeSpecial: true);
        if (End == _specialEnd && End > _sectionEnd)
            OpenSection(End);
        if (End == _sectionEnd)
            return MoveTo(_sectionEnd, _specialEnd, mayBeSpecial: true);
        return _matches.MoveNext()
            && MoveTo(_sectionStart + _matches.Current.Index, _sectionStart + _matches.Current.Index + _matches.Current.Length, mayBeSpecial: false);
    }

    private bool MoveTo(int start, int end, bool mayBeSpecial)
    {
        (Start, End) = (start, end);
        SpecialId = mayBeSpecial && _specialTokens.TryGetId(Piece, out var id) ? id : -1;
        return true;
    }

    private void OpenSection(int start)
    {
        _specialTokens.Find(_text[start..], out var special, out var length);
        (_sectionStart, _sectionEnd, _specialEnd) = (start, start + special, start + special + length);
        _matches = _pattern!.EnumerateMatches(_text[_sectionStart.._sectionEnd]);
    }
}
