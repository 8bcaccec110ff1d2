using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace QaBot.Answering;

/// <summary>
/// How evidence and question stand in a prompt: <c>&lt;passage n="1" title="…"&gt;</c> and <c>&lt;question&gt;</c> blocks, their
/// content escaped, so that nothing in an article or a question can open or close a block.
/// </summary>
/// <remarks>
/// A character that XML 1.0 forbids makes Semantic Kernel's prompt parser fall back, silently, to one unparsed message. Such
/// characters are replaced one for one, so that offsets in a block are offsets in the article.
/// </remarks>
public static partial class EvidenceMarkup
{
    /// <summary>All passages in the order given, one block each.</summary>
    public static string Write(IEnumerable<EvidencePassage> evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var text = new StringBuilder();
        foreach (var passage in evidence)
        {
            text.Append(CultureInfo.InvariantCulture, $"<passage n=\"{passage.Number}\"{Attribute("title", passage.Article.DisplayName)}")
                .Append(Attribute("source", passage.Article.Publisher ?? passage.Article.Author)).Append(">\n").Append(Escape(passage.Text)).Append("\n</passage>\n");
        }

        return text.ToString();
    }

    /// <summary>The question's block.</summary>
    public static string Write(StandaloneQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return $"<question{Attribute("topic", query.Topic)}{Attribute("translation", query.Translation)}{Attribute("standalone", query.Standalone)}>{Escape(query.Question)}</question>";
    }

    /// <summary>One block for each claim, with the numbers that it cites and what is wrong with it.</summary>
    public static string Write(IEnumerable<FaultyClaim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var text = new StringBuilder();
        foreach (var claim in claims)
            text.Append(CultureInfo.InvariantCulture, $"<claim n=\"{claim.Number}\" cites=\"{string.Join(", ", claim.Cited)}\"{Attribute("problem", claim.Problem)}>{Escape(claim.Text)}</claim>\n");
        return text.ToString();
    }

    /// <summary>One block for each turn of a conversation, in the order given.</summary>
    public static string Write(IEnumerable<ConversationTurn> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var text = new StringBuilder();
        foreach (var turn in history)
            text.Append($"<turn by=\"{(turn.Role == ConversationRole.User ? "user" : "assistant")}\">{Escape(turn.Text)}</turn>\n");
        return text.ToString();
    }

    /// <summary>
    /// Reads the blocks back from a rendered prompt, wherever they stand in it. A prompt's own words may show such blocks as an example:
    /// the last run of passages that begins with number 1, and the last question, count.
    /// </summary>
    public static EvidenceBlocks Read(string prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var passages = new List<EvidenceBlock>();
        foreach (Match match in PassageBlock().Matches(prompt))
        {
            var number = int.Parse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            if (number == 1)
                passages.Clear();
            passages.Add(new EvidenceBlock(number, Unescape(match.Groups["title"].Value), Unescape(match.Groups["text"].Value)));
        }

        var question = QuestionBlock().Matches(prompt).LastOrDefault();
        return new EvidenceBlocks(passages, Value(question, "text"), Value(question, "topic"), Value(question, "translation")) { Standalone = Value(question, "standalone") };
    }

    private static string? Value(Match? match, string group) =>
        match is { } found && found.Groups[group].Success ? Unescape(found.Groups[group].Value) : null;

    private static string Attribute(string name, string? value) => value is null ? "" : $" {name}=\"{Escape(value)}\"";

    /// <summary>The text with every character that XML 1.0 forbids replaced by one that it allows: controls by a space, the rest by U+FFFD.</summary>
    public static string ReplaceIllegal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = FirstIllegal(text, 0);
        if (at < 0)
            return text;
        var legal = text.ToCharArray();
        for (; at >= 0; at = FirstIllegal(text, at + 1))
            legal[at] = char.IsControl(legal[at]) ? ' ' : '\uFFFD';
        return new string(legal);
    }

    private static int FirstIllegal(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                i++;
            else if (!XmlConvert.IsXmlChar(text[i]))
                return i;
        }

        return -1;
    }

    private static string Escape(string text) =>
        ReplaceIllegal(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Unescape(string text) => WebUtility.HtmlDecode(text);

    [GeneratedRegex("""<passage n="(?<n>\d{1,6})" title="(?<title>[^"]*)"[^>]*>\n(?<text>[^<]*)\n</passage>""")]
    private static partial Regex PassageBlock();

    [GeneratedRegex("""<question(?: topic="(?<topic>[^"]*)")?(?: translation="(?<translation>[^"]*)")?(?: standalone="(?<standalone>[^"]*)")?>(?<text>[^<]*)</question>""")]
    private static partial Regex QuestionBlock();
}
