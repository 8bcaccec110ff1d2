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
    public static async Task SendOrLogAsync(this ITurnContext turn, Activity activity, ILogger logger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        try
        {
            await turn.SendActivityAsync(activity, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var status = (e as ErrorResponseException)?.Response?.StatusCode;
            logger.LogError("A reply could not be sent through {Channel}: {Exception} {Status}.", turn.Activity.ChannelId, e.GetType().Name, status);
        }
    }
}
