using System.Text;
using QaBot.Answering;
using QaBot.Web.Sources;

namespace QaBot.Web.Bot.Channels;

/// <summary>The Markdown that channels share: the answer as it reads, with its markers, and what its sources disagree on.</summary>
internal static class AnswerText
{
    /// <summary>With nothing in it that becomes a link, but the one to the sources where the answer was shortened.</summary>
    /// <param name="withoutAddresses">Keeps a client from making links of addresses; null for backslashes, which most understand.</param>
    public static StringBuilder Of(AnswerReply reply, Func<string, string>? withoutAddresses = null)
    {
        var answer = reply.Answer;
        var phrases = PhrasesFor(answer);
        var numbers = answer.Citations.Select(citation => citation.Number).ToHashSet();
        var text = new StringBuilder(MarkdownText.Answer(answer.Text, numbers.Contains));
        AddDisagreements(text, answer.Disagreements, phrases);
        text = new StringBuilder((withoutAddresses ?? MarkdownText.WithoutAddresses)(text.ToString()));
        if (!reply.IsShortened)
            return text;
        if (text.Length > 0)
            text.Append("\n\n");
        text.Append('*').Append(phrases.TooLongForChat).Append('*');
        if (reply.SourcesUrl is { } url)
            text.Append(" [").Append(phrases.SourcesHeading).Append("](").Append(ArticleUrl.On(url, ArticleUrl.Root)).Append(')');
        return text;
    }

    public static Phrasebook PhrasesFor(Answer answer) => Phrasebook.For(LanguageDetector.Detect(answer.Question.Text));

    /// <summary>The address of a citation's words; null where there are no links.</summary>
    public static string? UrlOf(Citation citation, Uri? sourcesUrl) =>
        sourcesUrl is null ? null : ArticleUrl.On(sourcesUrl, ArticleUrl.Of(citation.Article.Name, citation.Span));

    private static void AddDisagreements(StringBuilder text, IReadOnlyList<Disagreement> disagreements, Phrasebook phrases)
    {
        if (disagreements.Count == 0)
            return;
        text.Append("\n\n**").Append(phrases.DisagreementHeading).Append("**\n");
        foreach (var disagreement in disagreements)
        {
            var values = disagreement.Values.Select(value => $"{MarkdownText.Plain(value.Value)} [{value.Citation}]");
            text.Append("\n- ").Append(MarkdownText.Plain(disagreement.About)).Append(": ").AppendJoin("; ", values);
        }
    }
}
