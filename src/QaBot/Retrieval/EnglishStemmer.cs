namespace QaBot.Retrieval;

/// <summary>
/// The Snowball English stemmer, known as Porter2: M. F. Porter, "The English (Porter2) stemming algorithm",
/// https://snowballstem.org/algorithms/english/stemmer.html. Works in place on lower-case letters; any other text stays as it is.
/// </summary>
internal ref struct EnglishStemmer
{
    private readonly Span<char> _word;
    private int _length;
    private int _r1;
    private int _r2;

    private EnglishStemmer(Span<char> word, int length)
    {
        _word = word;
        _length = length;
    }

    private readonly ReadOnlySpan<char> Word => _word[.._length];

    /// <summary>Stems the first <paramref name="length"/> characters of the buffer in place.</summary>
    /// <returns>The stem's length, never more than one over what is left after a suffix is cut, so at most <paramref name="length"/>.</returns>
    public static int Stem(Span<char> buffer, int length)
    {
        if (length <= 2 || buffer[..length].ContainsAnyExceptInRange('a', 'z'))
            return length;
        if (Exception(buffer[..length]) is { } exception)
        {
            exception.CopyTo(buffer);
            return exception.Length;
        }
        var stemmer = new EnglishStemmer(buffer, length);
        stemmer.MarkConsonantY();
        stemmer.MarkRegions();
        stemmer.CutPlural();
        if (!IsInvariantAfterPlural(stemmer.Word))
        {
            stemmer.CutPastAndGerund();
            stemmer.ReplaceFinalY();
            stemmer.ReplaceDoubleSuffix();
            stemmer.ReplaceSingleSuffix();
            stemmer.CutResidualSuffix();
            stemmer.CutFinalEOrL();
        }
        stemmer._word[..stemmer._length].Replace('Y', 'y');
        return stemmer._length;
    }

    private static string? Exception(ReadOnlySpan<char> word) => word switch
    {
        "skis" => "ski",
        "skies" => "sky",
        "dying" => "die",
        "lying" => "lie",
        "tying" => "tie",
        "idly" => "idl",
        "gently" => "gentl",
        "ugly" => "ugli",
        "early" => "earli",
        "only" => "onli",
        "singly" => "singl",
        "sky" => "sky",
        "news" => "news",
        "howe" => "howe",
        "atlas" => "atlas",
        "cosmos" => "cosmos",
        "bias" => "bias",
        "andes" => "andes",
        _ => null,
    };

    private static bool IsInvariantAfterPlural(ReadOnlySpan<char> word) =>
        word is "inning" or "outing" or "canning" or "herring" or "earring" or "evening" or "proceed" or "exceed" or "succeed";

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    /// <summary>A y at the start or after a vowel is a consonant, written Y while the steps run.</summary>
    private readonly void MarkConsonantY()
    {
        for (var i = 0; i < _length; i++)
        {
            if (_word[i] == 'y' && (i == 0 || IsVowel(_word[i - 1])))
                _word[i] = 'Y';
        }
    }

    /// <summary>R1 is what follows the first consonant after a vowel, R2 the same again within R1.</summary>
    private void MarkRegions()
    {
        _r1 = Word switch
        {
            _ when Word.StartsWith("gener") || Word.StartsWith("arsen") => 5,
            _ when Word.StartsWith("commun") => 6,
            _ => AfterVowelAndConsonant(0),
        };
        _r2 = AfterVowelAndConsonant(_r1);
    }

    private readonly int AfterVowelAndConsonant(int from)
    {
        for (var i = from + 1; i < _length; i++)
        {
            if (IsVowel(_word[i - 1]) && !IsVowel(_word[i]))
                return i + 1;
        }
        return _length;
    }

    private readonly bool EndsWith(ReadOnlySpan<char> suffix) => Word.EndsWith(suffix);

    private readonly bool InR1(int suffixLength) => _length - suffixLength >= _r1;

    private readonly bool InR2(int suffixLength) => _length - suffixLength >= _r2;

    private readonly bool HasVowelBefore(int end)
    {
        for (var i = 0; i < end; i++)
        {
            if (IsVowel(_word[i]))
                return true;
        }
        return false;
    }

    /// <summary>A short syllable before <paramref name="end"/>: consonant, vowel, consonant other than w, x, Y; or vowel, consonant at the start.</summary>
    private readonly bool EndsInShortSyllable(int end)
    {
        if (end < 2 || IsVowel(_word[end - 1]) || !IsVowel(_word[end - 2]))
            return false;
        return end == 2 || (!IsVowel(_word[end - 3]) && _word[end - 1] is not ('w' or 'x' or 'Y'));
    }

    private void Replace(int suffixLength, ReadOnlySpan<char> by)
    {
        by.CopyTo(_word[(_length - suffixLength)..]);
        _length += by.Length - suffixLength;
    }

    /// <summary>Step 1a.</summary>
    private void CutPlural()
    {
        if (EndsWith("sses"))
            _length -= 2;
        else if (EndsWith("ied") || EndsWith("ies"))
            _length -= _length > 4 ? 2 : 1;
        else if (EndsWith("s") && !EndsWith("us") && !EndsWith("ss") && HasVowelBefore(_length - 2))
            _length--;
    }

    /// <summary>Step 1b.</summary>
    private void CutPastAndGerund()
    {
        var suffix = EndsWith("eedly") ? 5 : EndsWith("eed") ? 3 : 0;
        if (suffix > 0)
        {
            if (InR1(suffix))
                Replace(suffix, "ee");
            return;
        }
        suffix = EndsWith("ingly") ? 5 : EndsWith("edly") ? 4 : EndsWith("ing") ? 3 : EndsWith("ed") ? 2 : 0;
        if (suffix == 0 || !HasVowelBefore(_length - suffix))
            return;
        _length -= suffix;
        if (EndsWith("at") || EndsWith("bl") || EndsWith("iz"))
            Append('e');
        else if (EndsInDouble())
            _length -= _length == 3 && _word[0] is 'a' or 'e' or 'o' ? 0 : 1;
        else if (_length == _r1 && EndsInShortSyllable(_length))
            Append('e');
    }

    private readonly bool EndsInDouble() => _length >= 2 && _word[_length - 1] == _word[_length - 2]
        && _word[_length - 1] is 'b' or 'd' or 'f' or 'g' or 'm' or 'n' or 'p' or 'r' or 't';

    private void Append(char letter) => _word[_length++] = letter;

    /// <summary>Step 1c.</summary>
    private readonly void ReplaceFinalY()
    {
        if (_length > 2 && _word[_length - 1] is 'y' or 'Y' && !IsVowel(_word[_length - 2]))
            _word[_length - 1] = 'i';
    }

    /// <summary>Step 2. The longest suffix decides, whether or not it then lies in R1.</summary>
    private void ReplaceDoubleSuffix()
    {
        var (suffix, by) = Word switch
        {
            [.., 'a', 't', 'i', 'o', 'n', 'a', 'l'] => (7, "ate"),
            [.., 'i', 'z', 'a', 't', 'i', 'o', 'n'] => (7, "ize"),
            [.., 'f', 'u', 'l', 'n', 'e', 's', 's'] => (7, "ful"),
            [.., 'o', 'u', 's', 'n', 'e', 's', 's'] => (7, "ous"),
            [.., 'i', 'v', 'e', 'n', 'e', 's', 's'] => (7, "ive"),
            [.., 't', 'i', 'o', 'n', 'a', 'l'] => (6, "tion"),
            [.., 'b', 'i', 'l', 'i', 't', 'i'] => (6, "ble"),
            [.., 'l', 'e', 's', 's', 'l', 'i'] => (6, "less"),
            [.., 'e', 'n', 't', 'l', 'i'] => (5, "ent"),
            [.., 'a', 't', 'i', 'o', 'n'] => (5, "ate"),
            [.., 'a', 'l', 'i', 's', 'm'] => (5, "al"),
            [.., 'a', 'l', 'i', 't', 'i'] => (5, "al"),
            [.., 'o', 'u', 's', 'l', 'i'] => (5, "ous"),
            [.., 'i', 'v', 'i', 't', 'i'] => (5, "ive"),
            [.., 'f', 'u', 'l', 'l', 'i'] => (5, "ful"),
            [.., 'e', 'n', 'c', 'i'] => (4, "ence"),
            [.., 'a', 'n', 'c', 'i'] => (4, "ance"),
            [.., 'a', 'b', 'l', 'i'] => (4, "able"),
            [.., 'i', 'z', 'e', 'r'] => (4, "ize"),
            [.., 'a', 't', 'o', 'r'] => (4, "ate"),
            [.., 'a', 'l', 'l', 'i'] => (4, "al"),
            [.., 'b', 'l', 'i'] => (3, "ble"),
            [.., 'o', 'g', 'i'] => (3, "og"),
            [.., 'l', 'i'] => (2, ""),
            _ => (0, ""),
        };
        if (suffix == 0 || !InR1(suffix))
            return;
        var before = _length > suffix ? _word[_length - suffix - 1] : default;
        if (suffix == 2 && before is not ('c' or 'd' or 'e' or 'g' or 'h' or 'k' or 'm' or 'n' or 'r' or 't'))
            return;
        if (by == "og" && before != 'l')
            return;
        Replace(suffix, by);
    }

    /// <summary>Step 3.</summary>
    private void ReplaceSingleSuffix()
    {
        var (suffix, by) = Word switch
        {
            [.., 'a', 't', 'i', 'o', 'n', 'a', 'l'] => (7, "ate"),
            [.., 't', 'i', 'o', 'n', 'a', 'l'] => (6, "tion"),
            [.., 'a', 'l', 'i', 'z', 'e'] => (5, "al"),
            [.., 'i', 'c', 'a', 't', 'e'] => (5, "ic"),
            [.., 'i', 'c', 'i', 't', 'i'] => (5, "ic"),
            [.., 'a', 't', 'i', 'v', 'e'] => (5, ""),
            [.., 'i', 'c', 'a', 'l'] => (4, "ic"),
            [.., 'n', 'e', 's', 's'] => (4, ""),
            [.., 'f', 'u', 'l'] => (3, ""),
            _ => (0, ""),
        };
        if (suffix == 0 || !InR1(suffix) || (EndsWith("ative") && !InR2(suffix)))
            return;
        Replace(suffix, by);
    }

    /// <summary>Step 4.</summary>
    private void CutResidualSuffix()
    {
        var suffix = Word switch
        {
            [.., 'e', 'm', 'e', 'n', 't'] => 5,
            [.., 'a' or 'e', 'n', 'c', 'e'] or [.., 'a' or 'i', 'b', 'l', 'e'] or [.., 'm', 'e', 'n', 't'] => 4,
            [.., 'a' or 'e', 'n', 't'] or [.., 'i', 's', 'm'] or [.., 'a', 't', 'e'] or [.., 'i', 't', 'i'] or [.., 'o', 'u', 's']
                or [.., 'i', 'v', 'e'] or [.., 'i', 'z', 'e'] or [.., 'i', 'o', 'n'] => 3,
            [.., 'a', 'l'] or [.., 'e', 'r'] or [.., 'i', 'c'] => 2,
            _ => 0,
        };
        if (suffix == 0 || !InR2(suffix) || (EndsWith("ion") && !EndsWith("sion") && !EndsWith("tion")))
            return;
        _length -= suffix;
    }

    /// <summary>Step 5.</summary>
    private void CutFinalEOrL()
    {
        if (EndsWith("e") && (InR2(1) || (InR1(1) && !EndsInShortSyllable(_length - 1))))
            _length--;
        else if (EndsWith("ll") && InR2(1))
            _length--;
    }
}
