using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot;

public static class TurnContextExtensions
{
    /// <summary>True when the channel takes the replies from the response to its request; none sent later would arrive.</summary>
    public static bool ExpectsReplies(this ITurnContext turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return turn.Activity.DeliveryMode == DeliveryModes.ExpectReplies;
    }

    /// <summary>
    /// Sends, and logs when the channel does not take it: there is nobody left to tell, and an apology would not arrive either.
    /// </summary>
    /// <param name="instead">What to send when the channel refuses: null for nothing to be done about it, empty for nothing to be sent.</param>
    /// <returns>The channel's id of what was sent; null when there is none.</returns>
    public static async Task<string?> SendOrLogAsync(
        this ITurnContext turn, Activity activity, ILogger logger, CancellationToken cancellationToken, Func<ErrorResponseException, Activity[]?>? instead = null)
    {
        ArgumentNullException.ThrowIfNull(turn);
        Activity[]? others = null;
        try
        {
            return (await turn.SendActivityAsync(activity, cancellationToken))?.Id;
        }
        catch (ErrorResponseException e) when ((others = instead?.Invoke(e)) is not null)
        {
            return others is [var other, ..] ? await turn.SendOrLogAsync(other, logger, cancellationToken, instead) : null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var status = (e as ErrorResponseException)?.Response?.StatusCode;
            logger.LogError("A reply could not be sent through {Channel}: {Exception} {Status}.", turn.Activity.ChannelId, e.GetType().Name, status);
            return null;
        }
    }
}
