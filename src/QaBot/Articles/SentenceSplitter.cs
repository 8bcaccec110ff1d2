using System.Collections.Frozen;

namespace QaBot.Articles;

/// <summary>Splits running text into sentences. Thread-safe and without state.</summary>
/// <remarks>
/// One pass, in linear time: every decision looks only at the word before a terminator and the word after it, so that splitting a
/// sentence again decides the same. After an ambiguous abbreviation ("U.S.", "Inc.") a sentence ends only before a word that
/// rarely continues a name ("The", "In"), the heuristic of Mikheev, "Periods, Capitalized Words, etc." (2002).
/// </remarks>
public static class SentenceSplitter
{
    /// <summary>Longest word that is looked up; what is longer is no abbreviation.</summary>
    private const int MaxWordLength = 20;

    /// <summary>Always followed by the name or the word that they abbreviate something about.</summary>
    private static readonly FrozenSet<string> Titles = Words(
        "Mr Mrs Ms Mx Dr Prof Gen Sen Rep Gov Lt Col Capt Cmdr Maj Sgt Adm Cpl Pvt Brig Amb Atty Hon Rev Fr Msgr Pres Supt Insp Det Messrs " +
        "Mme Mlle Sr Sra Srta Lic Ing Gral Ud Uds Drs Mt Ft e.g i.e cf viz vs esp incl approx resp ca");

    /// <summary>They may end a sentence: the next word decides.</summary>
    private static readonly FrozenSet<string> Abbreviations = Words(
        "Inc Corp Co Ltd Bros LLC Jr Snr Esq St Ave Blvd Rd Dept Univ Assn Intl Est etc al Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec " +
        "Mon Tue Tues Wed Thu Thur Thurs Fri Ph Calif Fla Ariz Tex Pa Va Md Mass Mich Minn Wis Conn Ga Ill Ind Okla Ore Colo Tenn Wash " +
        "min max avg est ibid op seq trans ed eds repr spp sp ssp var hrs hr mins secs sec ft lb lbs oz mi km cm mm kg");

    /// <summary>They abbreviate only before a number.</summary>
    private static readonly FrozenSet<string> BeforeNumbers = Words("No Nos Fig Figs Vol Vols p pp Art Sec Ch Chap Eq Eqs Ref Refs Tab Nr Núm Núms pág págs n");

    private static readonly FrozenSet<string> Starters = Words(
        "The A An In On At It Its It's It’s This That These Those He She They We You Their His Her Our Your My But And Or However If When While As For To " +
        "Under After Before Since Although Though There Here What Why How Who Where Which Most Many Some Yet So Not No With Without By From Then Now " +
        "Both Such Another Even Until Finally Because Also Instead Meanwhile Moreover Today Despite During Once Only Still Thus Nor Neither " +
        "Each All Any Every Few Several Other Others One Two Three Unlike Like Between Through Over According El La Los Las Un Una En Pero");

    /// <returns>
    /// The sentences within <paramref name="range"/> in order, without white space at their ends; together they hold every
    /// character of the range that is not white space. Splitting a sentence again gives that sentence.
    /// </returns>
    public static IReadOnlyList<TextSpan> Split(string text, TextSpan range)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(range.End, text.Length, nameof(range));
        var sentences = new List<TextSpan>();
        var start = SkipWhiteSpace(text, range.Start, range.End);
        for (var at = start; at < range.End;)
        {
            var end = Boundary(text, start, at, range.End, out var next);
            if (end >= 0)
            {
                sentences.Add(new TextSpan(start, end));
                start = SkipWhiteSpace(text, end, range.End);
                next = start;
            }

            at = next;
        }

        var rest = new TextSpan(start, range.End).Trim(text);
        if (!rest.IsEmpty)
            sentences.Add(rest);
        return sentences;
    }

    public static IReadOnlyList<TextSpan> Split(string text) => Split(text, new TextSpan(0, text?.Length ?? 0));

    /// <returns>The end of the sentence if one ends at <paramref name="at"/>, else -1.</returns>
    private static int Boundary(string text, int start, int at, int limit, out int next)
    {
        var c = text[at];
        if (char.IsWhiteSpace(c))
        {
            next = SkipWhiteSpace(text, at, limit);
            return next < limit && (HasBlankLine(text, at, next) || StartsBullet(text, at, next, limit)) ? at : -1;
        }

        next = at + 1;
        if (!IsTerminator(c))
            return -1;
        while (next < limit && IsTerminator(text[next]))
            next++;
        var terminators = new TextSpan(at, next);
        next = SkipClosers(text, next, limit);
        var isWide = IsWideTerminator(text[terminators.End - 1]);
        if (next == limit || (!isWide && !char.IsWhiteSpace(text[next])))
            return -1;
        return isWide || EndsSentence(text, start, terminators, next, limit) ? next : -1;
    }

    private static bool EndsSentence(string text, int start, TextSpan terminators, int closed, int limit)
    {
        var following = SkipWhiteSpace(text, closed, limit);
        if (following == limit)
            return false;
        if (HasBlankLine(text, closed, following))
            return true;
        var wordStart = SkipOpeners(text, following, limit);
        if (wordStart == limit || char.IsLower(text[wordStart]) || ",;:)]}%".Contains(text[wordStart]))
            return false;
        var isAbbreviable = terminators.Length == 1 && text[terminators.Start] == '.' && closed == terminators.End;
        return !isAbbreviable || !IsAbbreviation(text, start, terminators.Start, wordStart, limit);
    }

    private static bool IsAbbreviation(string text, int start, int period, int wordStart, int limit)
    {
        var before = WordBefore(text, start, period);
        if (before.IsEmpty)
            return false;
        if (IsEnumerator(text, start, before))
            return true;
        var word = text.AsSpan(before.Start, before.Length);
        if (Contains(Titles, word))
            return true;
        if (Contains(BeforeNumbers, word))
            return char.IsDigit(text[wordStart]);
        var isInitial = word.Length == 1 && char.IsUpper(word[0]);
        return (isInitial || IsDotted(word) || Contains(Abbreviations, word)) && !IsStarter(text, wordStart, limit);
    }

    /// <summary>"U.S", "p.m", "Ph.D": groups of one or two letters. Longer ones are addresses, digits are numbers.</summary>
    private static bool IsDotted(ReadOnlySpan<char> word)
    {
        if (!word.Contains('.'))
            return false;
        var group = 0;
        foreach (var c in word)
        {
            group = c == '.' ? 0 : group + 1;
            if (group > 2 || char.IsDigit(c))
                return false;
        }

        return true;
    }

    /// <summary>"1. Item": the number that a sentence starts with belongs to it.</summary>
    private static bool IsEnumerator(string text, int start, TextSpan word)
    {
        if (word.Start != start || word.Length > 3)
            return false;
        for (var i = word.Start; i < word.End; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                return false;
        }

        return true;
    }

    private static bool IsStarter(string text, int wordStart, int limit)
    {
        var end = wordStart;
        while (end < limit && end - wordStart <= MaxWordLength && (char.IsLetter(text[end]) || text[end] is '\'' or '’'))
            end++;
        var isWhole = end == limit || char.IsWhiteSpace(text[end]) || text[end] is ',';
        return isWhole && Contains(Starters, text.AsSpan(wordStart, end - wordStart));
    }

    /// <summary>The letters, digits and inner periods that stand right before a period.</summary>
    private static TextSpan WordBefore(string text, int start, int period)
    {
        var at = period;
        while (at > start && period - at <= MaxWordLength && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '.'))
            at--;
        return new TextSpan(at, period);
    }

    private static int SkipClosers(string text, int at, int limit)
    {
        while (at < limit)
        {
            if (text[at] is '"' or '\'' or '”' or '’' or '»' or '«' or '›' or '“' or ')' or ']' or '}' or '」' or '』' or '）')
                at++;
            else if (NoteMarkEnd(text, at, limit) is > 0 and var end)
                at = end;
            else if (at + 1 < limit && text[at] is ' ' or '\u00A0' or '\u202F' && text[at + 1] is '»' or '”')
                at += 2;
            else
                break;
        }

        return at;
    }

    /// <summary>The end of a reference mark like "[12]", or -1: encyclopedias put it after the period.</summary>
    private static int NoteMarkEnd(string text, int at, int limit)
    {
        if (text[at] != '[')
            return -1;
        var end = at + 1;
        while (end < limit && end - at <= 4 && char.IsAsciiDigit(text[end]))
            end++;
        return end > at + 1 && end < limit && text[end] == ']' ? end + 1 : -1;
    }

    private static int SkipOpeners(string text, int at, int limit)
    {
        while (at < limit && text[at] is '"' or '\'' or '“' or '‘' or '«' or '»' or '‹' or '„' or '(' or '[' or '{' or '¿' or '¡' or '*' or '_')
            at++;
        return at;
    }

    private static int SkipWhiteSpace(string text, int at, int limit)
    {
        while (at < limit && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static bool HasBlankLine(string text, int start, int end)
    {
        var breaks = 0;
        for (var i = start; i < end; i++)
        {
            breaks += text[i] switch
            {
                '\n' => i > start && text[i - 1] == '\r' ? 0 : 1,
                '\r' or '\u0085' or '\u2028' => 1,
                '\f' or '\u2029' => 2,
                _ => 0,
            };
        }

        return breaks > 1;
    }

    private static bool StartsBullet(string text, int whiteStart, int at, int limit)
    {
        var marksItem = text[at] is '•' or '●' or '▪' or '‣' or '◦' or '*' or '-' && at + 1 < limit && text[at + 1] is ' ' or '\t' or '\u00A0';
        return marksItem && text.AsSpan(whiteStart, at - whiteStart).IndexOfAny('\n', '\r') >= 0;
    }

    private static bool IsTerminator(char c) => c is '.' or '!' or '?' or '…' or '؟' or '।' || IsWideTerminator(c);

    private static bool IsWideTerminator(char c) => c is '。' or '！' or '？' or '｡';

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static bool Contains(FrozenSet<string> words, ReadOnlySpan<char> word) =>
        words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
