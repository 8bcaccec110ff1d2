using Microsoft.Bot.Schema;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels;

/// <summary>An answer as Markdown with its sources below: for every channel of which nothing better is known.</summary>
/// <param name="maxLength">Of the text, in UTF-16 units.</param>
/// <param name="buttons">How many are shown below a message.</param>
public sealed class MarkdownReply(int maxLength = MarkdownReply.DefaultLength, int buttons = 3) : TextReply(maxLength, buttons)
{
    /// <summary>What any channel of which nothing is known should take, in UTF-16 units.</summary>
    public const int DefaultLength = 24_000;

    /// <summary>The message of a reply, of whatever size.</summary>
    internal static Activity Message(AnswerReply reply) => new()
    {
        Type = ActivityTypes.Message,
        TextFormat = TextFormatTypes.Markdown,
        InputHint = InputHints.AcceptingInput,
        Text = AnswerText.Of(reply).Append(SourceList.Markdown(reply)).ToString(),
        SuggestedActions = QuestionButtons.For(reply.Suggestions),
        Entities = reply.Answer.Kind == AnswerKind.Cited ? [SchemaMessage.ForOthers(reply)] : [],
    };

    protected override Activity Form(AnswerReply reply) => Message(reply);
}
