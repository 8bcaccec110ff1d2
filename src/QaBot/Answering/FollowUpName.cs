using System.Text.RegularExpressions;

namespace QaBot.Answering;

/// <summary>A name as a text has it: of a person, an organisation, a place, a treaty.</summary>
/// <param name="Text">As written, without a title before it.</param>
/// <param name="IsPerson">True when a title stands before it.</param>
/// <param name="HasArticle">True when "the" stands before it.</param>
internal sealed partial record FollowUpName(string Text, bool IsPerson, bool HasArticle)
{
    private const int AsideWords = 8;
    private const int ShortWords = 20;

    private static readonly HashSet<string> s_titles = new(StringComparer.OrdinalIgnoreCase)
    {
        "President", "Minister", "Secretary", "General", "Gen", "Colonel", "Col", "Captain", "Capt", "Admiral", "Sergeant", "Senator", "Sen", "Governor", "Gov", "Mayor",
        "Judge", "Ambassador", "Chancellor", "King", "Queen", "Prince", "Princess", "Pope", "Bishop", "Sir", "Lord", "Lady", "Professor", "Prof", "Dr", "Mr", "Mrs", "Ms",
    };

    private static readonly HashSet<string> s_noNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct",
        "Nov", "Dec", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "I", "Photo", "Figure", "Table", "Chapter", "Section",
    };

    /// <summary>Before the name of a place, of which there is seldom anything to ask.</summary>
    private static readonly string[] s_places = ["in", "at", "from", "near", "en"];

    public bool HasSeveralWords => Text.Contains(' ', StringComparison.Ordinal);

    /// <summary>What to put into a question.</summary>
    public string InQuestion => HasArticle ? $"the {Text}" : Text;

    /// <summary>Whether a sentence says who the person of this name is.</summary>
    public bool IsIntroducedIn(string sentence)
    {
        var at = sentence.IndexOf(Text, StringComparison.Ordinal);
        return at >= 0 && Introduction().IsMatch(sentence[(at + Text.Length)..]);
    }

    /// <summary>Whether a sentence tells something of it: it is no mere aside, nothing of its is meant, and it stands in the first half if it is long.</summary>
    public bool IsTopicOf(string sentence)
    {
        var at = sentence.IndexOf(Text, StringComparison.Ordinal);
        if (at < 0 || sentence.AsSpan(at + Text.Length) is ['\'' or '’', ..])
            return false;
        var words = Word().Count(sentence);
        return words >= AsideWords && (words <= ShortWords || 2 * at < sentence.Length);
    }

    /// <summary>Every name of a sentence, in its order. A capital where one is due anyway makes no name.</summary>
    /// <param name="isStopWord">Whether a word carries no topic.</param>
    public static IEnumerable<FollowUpName> In(string sentence, Func<string, bool> isStopWord)
    {
        // Headlines capitalise everything.
        var words = Word().Matches(sentence).Select(match => match.Value).Where(word => word.Length > 3).ToList();
        if (4 * words.Count(word => char.IsUpper(word[0])) > 3 * words.Count)
            yield break;
        foreach (Match match in Run().Matches(sentence))
        {
            if (Read(sentence, match, isStopWord) is { } name)
                yield return name;
        }
    }

    private static FollowUpName? Read(string sentence, Match match, Func<string, bool> isStopWord)
    {
        var words = match.Value.Split([' ', '\u00A0'], StringSplitOptions.RemoveEmptyEntries).ToList();
        var before = sentence.AsSpan(0, match.Index).TrimEnd();
        var beginsSentence = before.TrimEnd("\"“‘'(—–-").TrimEnd() is { IsEmpty: true } or [.., '.' or '!' or '?' or ':' or '\n'] || before is [.., '“' or '"' or '‘'];
        var hasArticle = EndsWithWord(before, "the");
        if (beginsSentence && isStopWord(words[0]))
        {
            hasArticle = words[0] == "The";
            words.RemoveAt(0);
            beginsSentence = false;
        }

        var title = words.FindLastIndex(word => s_titles.Contains(word.TrimEnd('.')));
        // Nothing tells where the office ends in "Secretary of Public Security Ada Vik".
        if (title >= 0 && title + 1 < words.Count && words[title + 1] == "of")
            return null;
        words.RemoveRange(0, title + 1);
        while (words.Count > 0 && (char.IsLower(words[^1][0]) || isStopWord(words[^1])))
            words.RemoveAt(words.Count - 1);
        while (words.Count > 0 && (char.IsLower(words[0][0]) || isStopWord(words[0])))
            words.RemoveAt(0);
        var isPerson = title >= 0;
        if (words.Count is 0 or > 6 || words.Exists(s_noNames.Contains) || (beginsSentence && !isPerson) || (words.Count == 1 && words[0].Length < 3))
            return null;
        if (words.Count > 1 && !words.Exists(word => word.Any(char.IsLower)))
            return null;
        var isAdjective = IsAdjective(sentence, match, isStopWord);
        if ((isAdjective && words.Count == 1) || (!isPerson && s_places.Any(word => EndsWithWord(sentence.AsSpan(0, match.Index).TrimEnd(), word))))
            return null;
        // "The Glass Society recommends" or "the Bohemian glasses": a verb or a noun, which decides about the article.
        if (hasArticle && isAdjective && !isPerson && NextWord().Match(sentence, match.Index + match.Length).Value.EndsWith('s'))
            return null;
        // In "the López Obrador administration" the article is the noun's.
        return new FollowUpName(string.Join(' ', words), isPerson, hasArticle && !isPerson && !isAdjective);
    }

    private static bool EndsWithWord(ReadOnlySpan<char> text, string word) =>
        text.EndsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || !char.IsLetter(text[^(word.Length + 1)]));

    /// <summary>"Mexican officials": it belongs to the noun after it. What ends like a verb is taken for one.</summary>
    private static bool IsAdjective(string sentence, Match match, Func<string, bool> isStopWord) =>
        NextWord().Match(sentence, match.Index + match.Length) is { Success: true } next && !isStopWord(next.Groups[1].Value)
        && !next.Groups[1].Value.EndsWith("ed", StringComparison.Ordinal) && !next.Groups[1].Value.EndsWith("id", StringComparison.Ordinal);

    private const string NameWord = @"(?:(?:\p{Lu}\.)+|\p{Lu}[\p{L}\p{M}\d]*(?:[-&]\p{L}?[\p{L}\p{M}\d]*)*\b\.?(?=\s\p{Lu}|(?<!\.)))";

    // A possessive ends a name: "Mexico's Congress" is two.
    [GeneratedRegex(@"(?<![\p{L}\p{M}\d’'-])" + NameWord + @"(?:[ \u00A0](?:(?:of|for|de|del|la|las|los|von|van|der)[ \u00A0](?:the[ \u00A0])?)?" + NameWord + ")*", RegexOptions.CultureInvariant)]
    private static partial Regex Run();

    // ", a historian", ", the mayor of", ", who", ", former head of", " (1821–1896)", " was a".
    [GeneratedRegex(@"^(?:,[ \u00A0](?:an?|the|who|whose|then|former|retired|senior|chief|head|author|director|professor|editor|founder|leader)\b|[ \u00A0]\([^)]*\d{4}|[ \u00A0](?:is|was|became)[ \u00A0](?:an?|the)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Introduction();

    [GeneratedRegex(@"\G[ \u00A0](\p{Ll}+)", RegexOptions.CultureInvariant)]
    private static partial Regex NextWord();

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
