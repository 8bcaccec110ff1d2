using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot.Workbench;

/// <summary>Records what is said in conversations where the workbench is on, once it has been sent. It never fails a turn.</summary>
/// <remarks>
/// The SDK's TranscriptLoggerMiddleware would log a message twice, since it is answered in a turn of its own, log typing, and keep what it has until
/// the turn's end, when /export has run.
/// </remarks>
public sealed class TranscriptMiddleware(WorkbenchPolicy policy, ConversationRecordings recordings, ILogger<TranscriptMiddleware> logger) : Microsoft.Bot.Builder.IMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(next);
        // A turn that only delivers what was kept is nobody's message, and what it delivers was recorded when it was kept.
        if (turnContext.Activity.Name != ActivityEventNames.ContinueConversation && policy.IsOnFor(turnContext))
        {
            Record(recordings.Receive, turnContext.Activity);
            turnContext.OnSendActivities(RecordSentAsync);
            turnContext.OnUpdateActivity(RecordUpdatedAsync);
        }

        return next(cancellationToken);
    }

    private async Task<ResourceResponse[]> RecordSentAsync(ITurnContext turn, List<Activity> activities, Func<Task<ResourceResponse[]>> send)
    {
        var responses = await send();
        foreach (var activity in activities)
            Record(recordings.Send, activity);
        return responses;
    }

    private async Task<ResourceResponse> RecordUpdatedAsync(ITurnContext turn, Activity activity, Func<Task<ResourceResponse>> update)
    {
        var response = await update();
        Record(recordings.Send, activity);
        return response;
    }

    private void Record(Action<Activity> record, Activity activity)
    {
        try
        {
            record(activity);
        }
        catch (Exception e)
        {
            logger.LogDebug("An activity could not be recorded: {Exception}.", e.GetType().Name);
        }
    }
}
