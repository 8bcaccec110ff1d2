using System.Text;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Answering;
using QaBot.Articles;

namespace QaBot.Web.Bot.Channels;

/// <summary>An answer as Markdown with its sources below, and as a schema.org message for clients that show citations of their own.</summary>
public static class MarkdownReply
{
    /// <summary>Teams refuses a message with more.</summary>
    public const int MaxCitations = 20;

    private const int QuoteLength = 240;
    private const int NameLength = 80;
    private const int AbstractLength = 160;

    /// <param name="publicUrl">What links to sources start with; null gives none.</param>
    /// <param name="suggestions">Questions to offer as buttons.</param>
    public static Activity Shape(Answer answer, Uri? publicUrl, IReadOnlyList<string> suggestions) => new()
    {
        Type = ActivityTypes.Message,
        TextFormat = TextFormatTypes.Markdown,
        InputHint = InputHints.AcceptingInput,
        Text = Text(answer),
        SuggestedActions = Suggest(suggestions),
        Entities = answer.Kind == AnswerKind.Cited ? [Message(answer, publicUrl)] : [],
    };

    /// <summary>Buttons that ask as if the user had typed; null for none.</summary>
    public static SuggestedActions? Suggest(IReadOnlyList<string> questions) => questions.Count == 0
        ? null
        : new SuggestedActions
        {
            Actions = [.. questions.Select(question => new CardAction(ActionTypes.ImBack, MarkdownText.Shorten(question, NameLength), value: question))],
        };

    private static string Text(Answer answer)
    {
        var numbers = answer.Citations.Select(citation => citation.Number).ToHashSet();
        var text = new StringBuilder(MarkdownText.Answer(answer.Text, numbers.Contains));
        var phrases = Phrasebook.For(LanguageDetector.Detect(answer.Question.Text));
        AddDisagreements(text, answer.Disagreements, phrases);
        AddSources(text, answer.Citations, phrases);
        return text.ToString();
    }

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

    private static void AddSources(StringBuilder text, IReadOnlyList<Citation> citations, Phrasebook phrases)
    {
        if (citations.Count == 0)
            return;
        text.Append("\n\n**").Append(phrases.SourcesHeading).Append("**\n");
        foreach (var citation in citations.Take(MaxCitations))
        {
            text.Append("\n- [").Append(citation.Number).Append("] ").Append(MarkdownText.Plain(citation.Article.DisplayName))
                .Append(": “").Append(MarkdownText.Plain(MarkdownText.Shorten(citation.Quote, QuoteLength))).Append('”');
        }

        if (citations.Count > MaxCitations)
            text.Append("\n- ").Append(phrases.AndMoreSources(citations.Count - MaxCitations));
    }

    private static Entity Message(Answer answer, Uri? publicUrl) => new()
    {
        Type = "https://schema.org/Message",
        Properties = new JObject
        {
            ["@type"] = "Message",
            ["@context"] = "https://schema.org",
            ["@id"] = "",
            ["additionalType"] = new JArray("AIGeneratedContent"),
            ["citation"] = new JArray(answer.Citations.Take(MaxCitations).Select(citation => Claim(citation, publicUrl))),
        },
    };

    private static JObject Claim(Citation citation, Uri? publicUrl)
    {
        var document = new JObject
        {
            ["@type"] = "DigitalDocument",
            ["name"] = MarkdownText.Shorten(citation.Article.DisplayName, NameLength),
            ["abstract"] = MarkdownText.Shorten(citation.Quote, AbstractLength),
        };
        if (publicUrl is not null)
            document["url"] = SourceUrl(publicUrl, citation.Article, citation.Span);
        return new JObject { ["@type"] = "Claim", ["position"] = citation.Number, ["appearance"] = document };
    }

    private static string SourceUrl(Uri publicUrl, Article article, TextSpan span)
    {
        var path = string.Join('/', article.Name.Split('/').Select(Uri.EscapeDataString));
        return FormattableString.Invariant($"{publicUrl.AbsoluteUri.TrimEnd('/')}/sources/{path}?start={span.Start}&end={span.End}");
    }
}
