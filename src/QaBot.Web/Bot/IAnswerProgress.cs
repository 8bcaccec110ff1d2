using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot;

/// <summary>What a user sees of an answer before it is complete. Disposed of without a reply, nothing of it stays.</summary>
public interface IAnswerProgress : IAsyncDisposable
{
    /// <summary>Shows the answer's text so far; it returns at once.</summary>
    /// <param name="text">Markdown, from the answer's beginning.</param>
    void Show(string text);

    /// <summary>Ends it: nothing is sent any more, so that the reply stays last.</summary>
    /// <returns>The reply, as it takes the place of what was shown.</returns>
    Task<Activity> EndAsync(Activity reply);
}
