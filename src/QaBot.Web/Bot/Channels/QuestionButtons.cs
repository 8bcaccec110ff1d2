using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot.Channels;

/// <summary>Buttons that ask as if the user had typed.</summary>
public static class QuestionButtons
{
    private const int TitleLength = 80;

    /// <param name="questions">As many as the channel shows; see <see cref="IReplyShaper.ButtonsIn"/>.</param>
    /// <returns>Null for no questions.</returns>
    public static SuggestedActions? For(IReadOnlyList<string> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        return questions.Count == 0
            ? null
            : new SuggestedActions
            {
                Actions = [.. questions.Select(question => new CardAction(ActionTypes.ImBack, MarkdownText.Shorten(question, TitleLength), value: question))],
            };
    }
}
