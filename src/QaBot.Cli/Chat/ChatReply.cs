using System.Globalization;
using System.Text;
using QaBot.Answering;

namespace QaBot.Cli.Chat;

/// <summary>An answer as a message of a transcript.</summary>
internal static class ChatReply
{
    /// <summary>In Markdown: the text with its markers, then what they point at.</summary>
    public static string Of(Answer answer)
    {
        var numbers = answer.Citations.Select(citation => citation.Number).ToHashSet();
        var text = new StringBuilder(MarkdownText.WithoutAddresses(MarkdownText.Answer(answer.Text, numbers.Contains)));
        foreach (var citation in answer.Citations)
        {
            text.Append(text.ToString().EndsWith('\n') ? "" : "\n").Append(CultureInfo.InvariantCulture, $"\n- [{citation.Number}] ")
                .Append(MarkdownText.WithoutAddresses(MarkdownText.Plain(citation.Article.DisplayName)))
                .Append(": “").Append(MarkdownText.WithoutAddresses(MarkdownText.Plain(citation.Quote))).Append('”');
        }

        return text.ToString();
    }
}
