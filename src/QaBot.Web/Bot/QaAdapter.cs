using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using QaBot.Answering;
using QaBot.Web.Bot.Delivery;

namespace QaBot.Web.Bot;

/// <summary>
/// The Bot Framework's adapter. A message that its channel cannot take at the moment is kept in the <see cref="Outbox"/>; whoever sends it
/// need not care. A turn that fails is logged without what the user wrote and ends in an apology.
/// </summary>
public sealed class QaAdapter : CloudAdapter, IDisposable
{
    // When the time for answers is over, users are told; this long they may take to be.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly Outbox _outbox;
    private readonly ILogger<QaAdapter> _log;
    private readonly CancellationTokenSource _drained;
    private readonly CancellationTokenRegistration _stopping;

    public QaAdapter(
        BotFrameworkAuthentication authentication, Outbox outbox, IHostApplicationLifetime lifetime, IOptions<BotOptions> options, TimeProvider time,
        ILogger<CloudAdapter> frameworkLogger, ILogger<QaAdapter> logger)
        : base(authentication, frameworkLogger)
    {
        ArgumentNullException.ThrowIfNull(lifetime);
        ArgumentNullException.ThrowIfNull(options);
        (_outbox, _log) = (outbox, logger);
        _drained = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        // A channel that hangs then must not cost the reply: broken off, it is kept for the next start.
        _stopping = lifetime.ApplicationStopping.Register(() => _drained.CancelAfter(options.Value.DrainTime + Farewell));
        OnTurnError = ApologizeAsync;
    }

    /// <returns>One response each; its id is empty where the channel gave none, or where the activity is kept.</returns>
    /// <exception cref="ErrorResponseException">The channel refuses the activity itself; sent again, it would be refused again.</exception>
    public override async Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activities);
        if (activities.Length == 0)
            return await base.SendActivitiesAsync(turnContext, activities, cancellationToken);
        var responses = new List<ResourceResponse>();
        foreach (var activity in activities)
            responses.Add(await SendOrKeepAsync(turnContext, activity, cancellationToken));
        return [.. responses];
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _drained.Dispose();
    }

    /// <summary>Sends a kept reply, once. Nothing is kept again, and no apology is sent.</summary>
    internal async Task<DeliveryAttempt> DeliverAsync(KeptReply reply)
    {
        var attempt = new DeliveryAttempt(null, null);
        try
        {
            await ContinueConversationAsync(reply.Identity, reply.Reference, SendAsync, CancellationToken.None);
        }
        catch (Exception e)
        {
            attempt = new DeliveryAttempt(null, e);
        }

        return attempt;

        async Task SendAsync(ITurnContext turn, CancellationToken cancellationToken)
        {
            try
            {
                attempt = new DeliveryAttempt((await SendNowAsync(turn, reply.Activity, cancellationToken)).Id, null);
            }
            catch (Exception e)
            {
                attempt = new DeliveryAttempt(null, e);
            }
        }
    }

    private async Task<ResourceResponse> SendOrKeepAsync(ITurnContext turn, Activity activity, CancellationToken cancellationToken)
    {
        if (_outbox.Begin(turn, activity) is { } reply)
            return await SendOrKeepAsync(turn, reply, cancellationToken);
        // Nobody waits for a typing indicator behind what is kept.
        return activity.Type == ActivityTypes.Typing && _outbox.Holds(activity) ? NoId() : await SendUntilDrainedAsync(turn, activity, cancellationToken);
    }

    private async Task<ResourceResponse> SendOrKeepAsync(ITurnContext turn, KeptReply reply, CancellationToken cancellationToken)
    {
        var isKept = false;
        try
        {
            // It would overtake what is kept.
            if (_outbox.Holds(reply.Activity) && (isKept = _outbox.TryKeep(turn, reply)))
                return NoId();
            return await SendUntilDrainedAsync(turn, reply.Activity, cancellationToken);
        }
        catch (Exception e) when (DeliveryFailure.IsPassing(e) && !cancellationToken.IsCancellationRequested && (isKept = _outbox.TryKeep(turn, reply)))
        {
            _log.LogWarning("A reply could not be sent through {Channel} and is kept: {Reason}.", reply.Activity.ChannelId, DeliveryFailure.Describe(e));
            return NoId();
        }
        finally
        {
            if (!isKept)
                _outbox.End(reply);
        }
    }

    private async Task<ResourceResponse> SendUntilDrainedAsync(ITurnContext turn, Activity activity, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _drained.Token);
        return await SendNowAsync(turn, activity, either.Token);
    }

    private async Task<ResourceResponse> SendNowAsync(ITurnContext turn, Activity activity, CancellationToken cancellationToken) =>
        (await base.SendActivitiesAsync(turn, [activity], cancellationToken))[0];

    private static ResourceResponse NoId() => new("");

    // Nothing may leave here: an exception would be answered with 500, or with 401 if it happened to be an UnauthorizedAccessException.
    private async Task ApologizeAsync(ITurnContext turn, Exception exception)
    {
        _log.LogTurnFailure(exception);
        try
        {
            await turn.SendActivityAsync(Phrasebook.For(LanguageDetector.OfLocale(turn.Activity.Locale)).TurnFailed);
        }
        catch (Exception e)
        {
            _log.LogError("The apology could not be sent: {Exception}.", e.GetType().FullName);
        }
    }
}
