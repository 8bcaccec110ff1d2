using System.Text;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels;

/// <summary>The Markdown that all channels share: the answer as it reads, with its markers, and what its sources disagree on.</summary>
internal static class AnswerText
{
    public static StringBuilder Of(Answer answer)
    {
        var numbers = answer.Citations.Select(citation => citation.Number).ToHashSet();
        var text = new StringBuilder(MarkdownText.Answer(answer.Text, numbers.Contains));
        AddDisagreements(text, answer.Disagreements, PhrasesFor(answer));
        return text;
    }

    public static Phrasebook PhrasesFor(Answer answer) => Phrasebook.For(LanguageDetector.Detect(answer.Question.Text));

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
