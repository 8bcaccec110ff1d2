using System.Collections.Frozen;

namespace QaBot.Answering;

/// <summary>Tells the words by which a draft leads from one claim to the next from claims.</summary>
internal static class Connectives
{
    /// <summary>A longer heading says something.</summary>
    private const int LongestHeading = 8;

    /// <summary>Words with which one can only speak about the answer itself.</summary>
    private static readonly FrozenSet<string> Vocabulary = Words("""
        here is are what the this that these those a an of in on about regarding concerning by to as and or for from with it they we i you your my our me its
        answer answers question questions query source sources passage passages article articles document documents text texts evidence excerpt excerpts
        provided given available cited retrieved following below above first second third next then finally lastly also further furthermore moreover
        additionally however meanwhile overall summary summarize summarise conclusion short brief briefly sum together other another hand more detail
        details information key point points main fact facts finding findings takeaway takeaways say says said state states report reports mention mentions
        describe describes tell tells show shows note notes list listed answer find found can be summarized summarised based according per
        sure certainly course okay ok yes well great good thanks thank hope helps help let know if need want would like there
        heres let's lets us look several some few things how each both different differ side
        """);

    /// <summary>Words after which a lead-in may name its topic.</summary>
    private static readonly FrozenSet<string> BeforeTopic = Words("about on regarding concerning of for");

    private static readonly FrozenSet<string> Auxiliaries = Words("""
        is are was were be been has have had do does did can could will would may might must shall should
        said says told reported published claimed rose fell increased decreased grew dropped won lost became killed died caused began ended made took gave got
        """);

    /// <param name="plain">A sentence without markers and Markdown.</param>
    /// <param name="isHeading">Set apart by a heading mark, or all in bold.</param>
    public static bool IsConnective(string plain, bool isHeading)
    {
        if (plain.Any(char.IsDigit))
            return false;
        var words = plain.Split([' ', '\u00A0', '/', '-', '–', '—'], StringSplitOptions.RemoveEmptyEntries).Select(Bare).Where(w => w.Length > 0).ToList();
        if (isHeading && words.Count <= LongestHeading && !words.Exists(w => Contains(Auxiliaries, w)))
            return true;
        var topic = plain.TrimEnd().EndsWith(':') ? words.FindIndex(w => Contains(BeforeTopic, w)) : -1;
        var spoken = topic < 0 ? words : words[..(topic + 1)];
        return spoken.TrueForAll(w => Contains(Vocabulary, w))
            && (topic < 0 || words.Skip(topic + 1).All(w => Contains(Vocabulary, w) || (char.IsLower(w[0]) && !Contains(Auxiliaries, w))));
    }

    private static string Bare(string word) => word.Replace("’", "'", StringComparison.Ordinal).Trim([.. ".,;:!?…\"“”'()[]"]).Replace("'", "", StringComparison.Ordinal);

    private static bool Contains(FrozenSet<string> words, string word) => words.Contains(word);

    private static FrozenSet<string> Words(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
