using System.Globalization;
using QaBot.Answering;

namespace QaBot.Web.Bot.Workbench;

/// <summary>What answered: prompt with content hash, model, time.</summary>
internal static class Signature
{
    private const int HashLength = 12;

    /// <returns>A line of Markdown; null for small talk, which nothing of the kind answers.</returns>
    public static string? Of(Answer answer) =>
        answer.Kind == AnswerKind.Conversational ? null : $"*{MarkdownText.WithoutAddresses(MarkdownText.Plain(Text(answer)))}*";

    /// <summary>The same, as plain text.</summary>
    public static string Text(Answer answer)
    {
        var phrases = Phrasebook.For(LanguageDetector.Detect(answer.Question.Text));
        var who = answer.Prompt is { } prompt ? phrases.AnsweredBy(Name(prompt), answer.Model) : phrases.NoModelAsked;
        var degraded = answer.Degraded is { } instead ? $" ({instead.Name})" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{who}{degraded} · {Time(answer)}");
    }

    /// <summary>What the whole answer took.</summary>
    public static string Time(Answer answer) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(answer.Timings.Total.TotalMilliseconds))} ms");

    public static string Name(PromptIdentity prompt) => $"{prompt.Name} {Hash(prompt)}";

    public static string Hash(PromptIdentity prompt) => prompt.Hash[..HashLength];
}
