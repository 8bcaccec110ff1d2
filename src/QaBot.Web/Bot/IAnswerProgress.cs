using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot;

/// <summary>What a user sees of an answer before it is complete.</summary>
public interface IAnswerProgress : IAsyncDisposable
{
    /// <summary>The channel's id of what was shown, which the reply takes over; null when there is none.</summary>
    string? MessageId { get; }

    /// <summary>Shows the answer's text so far; it returns at once.</summary>
    /// <param name="text">Markdown, from the answer's beginning.</param>
    void Show(string text);

    /// <summary>Ends it: nothing is sent any more, so that the reply stays last.</summary>
    /// <returns>The reply, as it takes the place of what was shown; null when the user does not want it any more.</returns>
    Task<Activity?> EndAsync(Activity reply);

    /// <summary>What to send when the channel refused the reply that <see cref="EndAsync"/> made.</summary>
    /// <returns>Null when the refusal has nothing to do with what was shown; empty when the user does not want the reply any more.</returns>
    Activity[]? Instead(Activity reply, ErrorResponseException refusal);

    /// <summary>Another reply in the place of the one that <see cref="EndAsync"/> made.</summary>
    Activity AsEnd(Activity reply);
}
