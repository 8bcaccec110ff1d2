using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Answering;
using QaBot.Workbench;

namespace QaBot.Web.Bot.Workbench;

/// <summary>The steps of an answer as one message: a card on which each is opened by its button, else Markdown.</summary>
internal static class TraceMessage
{
    // All steps together, in UTF-16 units: Teams takes cards of 28 KB.
    private const int Length = 15_000;

    public static Activity Of(IReadOnlyList<TraceStep> steps, string? channelId, Phrasebook phrases)
    {
        var message = new Activity { Type = ActivityTypes.Message, TextFormat = TextFormatTypes.Markdown, InputHint = InputHints.AcceptingInput };
        if (Cards.AreShownOn(channelId))
            (message.Summary, message.Attachments) = (phrases.Steps, [AsCard(steps, phrases)]);
        else
            message.Text = AsText(steps, phrases);
        return message;
    }

    private static string AsText(IReadOnlyList<TraceStep> steps, Phrasebook phrases)
    {
        var each = Length / steps.Count;
        return $"**{phrases.Steps}**\n\n{string.Join("\n\n", steps.Select(step => $"**{MarkdownText.Plain(step.Label)}**\n\n{CutLines(step.Markdown, each)}"))}";
    }

    private static Attachment AsCard(IReadOnlyList<TraceStep> steps, Phrasebook phrases)
    {
        var each = Length / steps.Count;
        return Card.Of(
            [Card.Text(phrases.Steps, isBold: true), .. steps.Select(step => Container(step, each))],
            steps.Select(step => Toggle(step, steps)));
    }

    private static JObject Container(TraceStep step, int length) => new()
    {
        ["type"] = "Container",
        ["id"] = step.Name,
        ["isVisible"] = false,
        ["items"] = new JArray(Card.Text(step.Label, isBold: true), Block(CutLines(step.Markdown, length))),
    };

    // The steps' Markdown is escaped where it is made.
    private static JObject Block(string markdown) => new() { ["type"] = "TextBlock", ["text"] = markdown, ["wrap"] = true, ["size"] = "Small" };

    /// <summary>Opens one step, or closes it; the others are closed.</summary>
    private static JObject Toggle(TraceStep step, IReadOnlyList<TraceStep> steps) => new()
    {
        ["type"] = "Action.ToggleVisibility",
        ["title"] = step.Label,
        ["targetElements"] = new JArray(steps.Select(other => other == step
            ? (JToken)step.Name
            : new JObject { ["elementId"] = other.Name, ["isVisible"] = false })),
    };

    /// <summary>Cut behind a whole line, so that no escape and no emphasis is cut apart.</summary>
    private static string CutLines(string markdown, int length)
    {
        if (markdown.Length <= length)
            return markdown;
        var cut = markdown.LastIndexOf('\n', length);
        return cut > 0 ? $"{markdown[..cut].TrimEnd()}\n\n…" : "…";
    }
}
