using System.Collections.Frozen;

namespace QaBot.Answering;

/// <summary>Tells the words by which a draft leads from one claim to the next from claims.</summary>
internal static class Connectives
{
    /// <summary>A cell of more words may say something.</summary>
    private const int LongestCell = 2;

    /// <summary>Words with which one can only speak about the answer itself.</summary>
    private static readonly FrozenSet<string> Vocabulary = Words("""
        here is are what the this that these those a an of in on about regarding concerning by to as and or for from with it they we i you your my our me its
        answer answers question questions query source sources passage passages article articles document documents text texts evidence excerpt excerpts
        provided given available cited retrieved following below above first second third next then finally lastly also further furthermore moreover
        additionally however meanwhile overall summary summarize summarise conclusion short brief briefly sum together other another hand more detail
        details information key point points main fact facts finding findings takeaway takeaways say says said state states report reports mention mentions
        describe describes tell tells show shows note notes list listed answer find found can be summarized summarised based according per
        sure certainly course okay ok yes well great good thanks thank hope helps help let know if need want would like there
        heres let's lets us look several some few things how each both different differ side json
        """);

    /// <summary>What a part of an answer or a column of a table may be called without saying anything.</summary>
    private static readonly FrozenSet<string> HeadingWords = Words("""
        background context history overview timeline introduction analysis discussion impact implications causes consequences reactions reaction response responses
        result results outcome limitations caveats note positions views sides who when where why number numbers figure figures date dates day month year years time
        person people name names place places country countries city organisation organization event events type kind category amount amounts value values total
        price cost unit units quantity percentage share description definition role title item items topic subject claim claims quote quotes passage no page pages
        """);

    /// <summary>Words after which a lead-in may name its topic.</summary>
    private static readonly FrozenSet<string> BeforeTopic = Words("about on regarding concerning of for");

    private static readonly FrozenSet<string> Auxiliaries = Words("""
        is are was were be been has have had do does did can could will would may might must shall should
        said says told reported published claimed rose fell increased decreased grew dropped won lost became killed died caused began ended made took gave got
        """);

    /// <param name="plain">A sentence without markers and Markdown.</param>
    /// <param name="isHeading">Set apart by a heading mark, or all in bold.</param>
    /// <param name="evidence">Whose words a lead-in may name as its topic.</param>
    public static bool IsConnective(string plain, bool isHeading, EvidenceText evidence)
    {
        if (plain.Any(char.IsDigit))
            return false;
        var words = WordsOf(plain);
        if (isHeading && words.TrueForAll(w => Contains(Vocabulary, w) || Contains(HeadingWords, w)))
            return true;
        var topic = plain.TrimEnd().EndsWith(':') ? words.FindIndex(w => Contains(BeforeTopic, w)) : -1;
        if (topic < 0)
            return words.TrueForAll(w => Contains(Vocabulary, w));
        var named = words.Skip(topic + 1).SkipWhile(w => Contains(Vocabulary, w)).ToList();
        return words.Take(topic + 1).All(w => Contains(Vocabulary, w))
            && named.TrueForAll(w => char.IsLower(w[0]) && !Contains(Auxiliaries, w)) && (named.Count == 0 || evidence.HasPhrase(string.Join(' ', named)));
    }

    /// <summary>Whether a table's header only names its columns.</summary>
    public static bool IsHeader(IEnumerable<string> cells, EvidenceText evidence) => cells.All(cell => !cell.Any(char.IsDigit) && IsColumn(cell, evidence));

    private static bool IsColumn(string cell, EvidenceText evidence)
    {
        var words = WordsOf(cell);
        return words.TrueForAll(w => Contains(Vocabulary, w) || Contains(HeadingWords, w))
            || (words.Count <= LongestCell && !words.Exists(w => Contains(Auxiliaries, w) || w.EndsWith("ed", StringComparison.Ordinal)) && evidence.HasPhrase(cell));
    }

    private static List<string> WordsOf(string plain) =>
        [.. plain.Split([' ', '\u00A0', '/', '-', '–', '—'], StringSplitOptions.RemoveEmptyEntries).Select(Bare).Where(w => w.Length > 0)];

    private static string Bare(string word) => word.Replace("’", "'", StringComparison.Ordinal).Trim([.. ".,;:!?…\"“”'()[]"]).Replace("'", "", StringComparison.Ordinal);

    private static bool Contains(FrozenSet<string> words, string word) => words.Contains(word);

    private static FrozenSet<string> Words(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
