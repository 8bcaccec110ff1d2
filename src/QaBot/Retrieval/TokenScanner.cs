using System.Globalization;
using System.Text;

namespace QaBot.Retrieval;

/// <summary>Walks over a text once and finds its words. Allocates nothing; takes time linear in the text.</summary>
/// <remarks>
/// What is a word: a run of letters and digits ("p53", "20th"); a number with its separators ("1,600", "1.6"); letters with full stops ("U.S.");
/// one or two letters joined to digits by a hyphen ("H-2", "F-16"); one ideograph, kana or Hangul syllable, as those scripts do not separate
/// words as English does. Hyphens otherwise separate, an apostrophe within a word does not, and possessive 's and contracted verbs are left out.
/// </remarks>
internal ref struct TokenScanner
{
    /// <summary>Folded letters that are kept of one run; the rest of a longer one is passed over.</summary>
    public const int MaxTermLength = 64;

    private readonly ReadOnlySpan<char> _text;
    private readonly Span<char> _term;
    private int _position;
    private int _length;
    private bool _hasDigit;
    private bool _isAcronym;

    /// <param name="buffer">At least <see cref="MaxTermLength"/> and <see cref="UnicodeFolding.MaxExpansion"/> long.</param>
    public TokenScanner(ReadOnlySpan<char> text, Span<char> buffer)
    {
        _text = text;
        _term = buffer;
    }

    public int Start { get; private set; }

    public int End { get; private set; }

    /// <summary>The word folded but not stemmed, in the buffer.</summary>
    public readonly Span<char> Folded => _term[.._length];

    public readonly ReadOnlySpan<char> Original => _text[Start..End];

    public readonly bool IsStopWord => !_isAcronym && StopWords.Contains(Folded) && !IsNameByCase();

    /// <summary>Stems the word in the buffer unless it has digits; call it at most once a word.</summary>
    public void Stem() => _length = EnglishStemmer.Stem(_term, _length);

    /// <summary>False at the end of the text.</summary>
    public bool MoveNext()
    {
        while (_position < _text.Length)
        {
            (_length, _hasDigit, _isAcronym, Start) = (0, false, false, _position);
            switch (KindAt(_position))
            {
                case CharacterKind.Digit:
                    ReadNumber();
                    return Finish();
                case CharacterKind.Letter:
                    ReadWord();
                    return Finish();
                case CharacterKind.Syllable:
                    Take();
                    TakeMarks();
                    return Finish();
                case CharacterKind.Surrogate:
                    if (ReadSupplementary())
                        return Finish();
                    break;
                default:
                    _position++;
                    break;
            }
        }
        return false;
    }

    private bool Finish()
    {
        End = _position;
        SkipContraction();
        return true;
    }

    private readonly CharacterKind KindAt(int position) => position < _text.Length ? CharacterKinds.Of(_text[position]) : CharacterKind.Other;

    private void Take()
    {
        if (_length < MaxTermLength)
            _length += UnicodeFolding.Fold(_text[_position], _term[_length..]);
        _position++;
    }

    private void TakeMarks()
    {
        while (KindAt(_position) == CharacterKind.Mark)
            Take();
    }

    private void ReadNumber()
    {
        TakeDigits();
        var plain = true;
        while (true)
        {
            var separator = _position < _text.Length ? _text[_position] : default;
            if (separator == ',' && GroupOfThreeAt(_position + 1))
                _position++;
            else if (separator == '.' && KindAt(_position + 1) == CharacterKind.Digit)
                Take();
            else
                break;
            plain = false;
            TakeDigits();
        }
        _hasDigit = true;
        if (plain)
            TakeLettersAndDigits();
        if (plain && _length > 4 && IsDecade())
            _length--;
    }

    private void TakeDigits()
    {
        while (KindAt(_position) == CharacterKind.Digit)
            Take();
    }

    private readonly bool GroupOfThreeAt(int position) =>
        KindAt(position) == CharacterKind.Digit && KindAt(position + 1) == CharacterKind.Digit
        && KindAt(position + 2) == CharacterKind.Digit && KindAt(position + 3) != CharacterKind.Digit;

    /// <summary>"1990s" is the year that its decade begins with, as "1990's" is.</summary>
    private readonly bool IsDecade() => _length == 5 && _term[4] == 's' && !_term[..4].ContainsAnyExceptInRange('0', '9');

    private void ReadWord()
    {
        if (TryReadAcronym())
            return;
        TakeLettersAndDigits();
        if (_length <= 2 && !_hasDigit && IsHyphen(_position) && KindAt(_position + 1) == CharacterKind.Digit && !StopWords.Contains(Folded))
        {
            _position++;
            TakeLettersAndDigits();
        }
        else if (_length == 1 && Start == _position - 1)
        {
            TakeLanguageSign();
        }
    }

    private void TakeLettersAndDigits()
    {
        while (true)
        {
            switch (KindAt(_position))
            {
                case CharacterKind.Digit:
                    _hasDigit = true;
                    Take();
                    break;
                case CharacterKind.Letter or CharacterKind.Mark:
                    Take();
                    break;
                case CharacterKind.Apostrophe when KindAt(_position + 1) == CharacterKind.Letter && ContractionAt(_position) == 0:
                    _position++;
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>Single letters, each with a full stop: "U.S.", "p.m."; the last stop may be missing.</summary>
    private bool TryReadAcronym()
    {
        var end = _position;
        var letters = 0;
        while (KindAt(end) == CharacterKind.Letter && KindAt(end + 1) is not (CharacterKind.Letter or CharacterKind.Digit or CharacterKind.Mark))
        {
            letters++;
            end++;
            if (end >= _text.Length || _text[end] != '.')
                break;
            end++;
        }
        if (letters < 2 || KindAt(end) is CharacterKind.Letter or CharacterKind.Digit)
            return false;
        _isAcronym = true;
        for (; _position < end; _position++)
        {
            if (_text[_position] != '.' && _length < MaxTermLength)
                _length += UnicodeFolding.Fold(_text[_position], _term[_length..]);
        }
        return true;
    }

    /// <summary>"C#" and "C++" are not "C".</summary>
    private void TakeLanguageSign()
    {
        var sign = _text[_position..] switch
        {
            ['#', ..] => 1,
            ['+', '+', ..] => 2,
            _ => 0,
        };
        if (KindAt(_position + sign) is CharacterKind.Letter or CharacterKind.Digit)
            return;
        for (; sign > 0; sign--)
            Take();
    }

    private readonly bool IsHyphen(int position) => position < _text.Length && _text[position] is '-' or '\u2010' or '\u2011';

    private void SkipContraction() => _position += ContractionAt(_position);

    /// <summary>The length of a possessive 's or a contracted verb that stands here and ends a word, else 0.</summary>
    private readonly int ContractionAt(int position)
    {
        if (KindAt(position) != CharacterKind.Apostrophe)
            return 0;
        var length = _text[(position + 1)..] switch
        {
            ['s' or 'S' or 'd' or 'D' or 'm' or 'M', ..] => 2,
            ['r' or 'R' or 'v' or 'V', 'e' or 'E', ..] or ['l' or 'L', 'l' or 'L', ..] => 3,
            _ => 0,
        };
        return KindAt(position + length) is CharacterKind.Letter or CharacterKind.Digit or CharacterKind.Mark ? 0 : length;
    }

    /// <summary>Ideographs and mathematical letters outside the basic plane; emoji and lone surrogates are passed over.</summary>
    private bool ReadSupplementary()
    {
        if (Rune.DecodeFromUtf16(_text[_position..], out var rune, out var consumed) != System.Buffers.OperationStatus.Done || !Rune.IsLetter(rune))
        {
            _position += consumed;
            return false;
        }
        _text.Slice(_position, consumed).CopyTo(_term);
        (_length, _position) = (consumed, _position + consumed);
        return true;
    }

    /// <summary>The country, the organization and the month are told from the pronoun, the question word and the verb by their case.</summary>
    private readonly bool IsNameByCase() => Original is "US" or "WHO" or "IT" or "May";

    private enum CharacterKind : byte
    {
        Other,
        Letter,
        Digit,
        Mark,
        Syllable,
        Apostrophe,
        Surrogate,
    }

    private static class CharacterKinds
    {
        private static readonly CharacterKind[] Kinds = [.. Enumerable.Range(0, 0x10000).Select(code => Classify((char)code))];

        public static CharacterKind Of(char character) => Kinds[character];

        private static CharacterKind Classify(char character)
        {
            if (character is '\'' or '\u2019' or '\u2018' or '\u02BC' or '\uFF07')
                return CharacterKind.Apostrophe;
            if (char.IsSurrogate(character))
                return CharacterKind.Surrogate;
            if (UnicodeFolding.IsIgnorable(character))
                return CharacterKind.Mark;
            if (character is (>= '\u3040' and <= '\u30FF') or (>= '\u31F0' and <= '\u31FF') or (>= '\u3400' and <= '\u9FFF')
                or (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF66' and <= '\uFF9F') && char.IsLetter(character))
                return CharacterKind.Syllable;
            return CharUnicodeInfo.GetUnicodeCategory(character) switch
            {
                UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                    or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharacterKind.Letter,
                UnicodeCategory.DecimalDigitNumber => CharacterKind.Digit,
                UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CharacterKind.Mark,
                UnicodeCategory.OtherNumber when character is >= '\u2080' and <= '\u2089' => CharacterKind.Letter,
                _ => CharacterKind.Other,
            };
        }
    }
}
