using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Answering;
using QaBot.Web.Bot.Channels;
using QaBot.Workbench;

namespace QaBot.Web.Bot.Workbench;

/// <summary>The steps of an answer as one message: a card on which each is opened by its button, else Markdown.</summary>
internal static class TraceMessage
{
    // All steps together, in UTF-16 units: with what makes a card of it, below the 28 KB that Teams takes.
    private const int Length = 12_000;

    // Teams shows six buttons of a card, and any number of sets of them.
    private const int ButtonsInARow = 4;

    public static Activity Of(IReadOnlyList<TraceStep> steps, string? channelId, Phrasebook phrases)
    {
        var message = new Activity { Type = ActivityTypes.Message, TextFormat = TextFormatTypes.Markdown, InputHint = InputHints.AcceptingInput };
        if (Card.IsShownOn(channelId))
            (message.Summary, message.Attachments) = (phrases.Steps, [AsCard(steps, phrases)]);
        else
            message.Text = AsText(steps, phrases);
        return message;
    }

    private static string AsText(IReadOnlyList<TraceStep> steps, Phrasebook phrases)
    {
        var texts = steps.Select(step => string.Join("\n\n", StepText.Of(step.Markdown, Length / steps.Count).Select(text => text.ToMarkdown()).Prepend($"**{MarkdownText.Plain(step.Label)}**")));
        return $"**{phrases.Steps}**\n\n{string.Join("\n\n", texts)}";
    }

    private static Attachment AsCard(IReadOnlyList<TraceStep> steps, Phrasebook phrases) => Card.Of(
    [
        Card.Text(phrases.Steps, isBold: true),
        .. steps.Select(step => Toggle(step, steps)).Chunk(ButtonsInARow).Select(row => new JObject { ["type"] = "ActionSet", ["actions"] = new JArray(row) }),
        .. steps.Select(step => Container(step, Length / steps.Count)),
    ]);

    private static JObject Container(TraceStep step, int length) => new()
    {
        ["type"] = "Container",
        ["id"] = step.Name,
        ["isVisible"] = false,
        ["items"] = new JArray(StepText.Of(step.Markdown, length).SelectMany(Blocks).Prepend(Card.Text(step.Label, isBold: true))),
    };

    // Cards know no blocks of code. The rest is escaped where it is made.
    private static IEnumerable<JObject> Blocks(StepText text) => text.Fence is null
        ? [new JObject { ["type"] = "TextBlock", ["text"] = text.Text, ["wrap"] = true, ["size"] = "Small" }]
        : text.Text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => Card.Text(line, isMonospace: true));

    /// <summary>Opens one step, or closes it; the others are closed.</summary>
    private static JObject Toggle(TraceStep step, IReadOnlyList<TraceStep> steps) => new()
    {
        ["type"] = "Action.ToggleVisibility",
        ["title"] = step.Label,
        ["targetElements"] = new JArray(steps.Select(other => other == step
            ? (JToken)step.Name
            : new JObject { ["elementId"] = other.Name, ["isVisible"] = false })),
    };
}
