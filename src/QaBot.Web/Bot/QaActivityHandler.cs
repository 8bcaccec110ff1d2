using System.Security.Claims;
using System.Security.Principal;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using QaBot.Answering;
using QaBot.Web.Bot.Channels;

namespace QaBot.Web.Bot;

/// <summary>
/// Takes what a channel delivers to the turn that answers it. Turns run in the <see cref="TurnScheduler"/>, so that the request returns at
/// once; only where the channel expects the replies in the response does the request wait for them.
/// </summary>
public sealed class QaActivityHandler(
    QuestionTurn question, GreetingTurn greeting, StopTurn stop, AnswersUnderWay answers, AnswerRecords records, TurnScheduler scheduler, ILogger<QaActivityHandler> logger)
    : ActivityHandler
{
    /// <summary>The event by which a client stops the answer that its conversation waits for.</summary>
    public const string StopEvent = "qabot/stop";

    protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        if (StopWords.Are(MessageText.Of(turnContext.Activity)))
        {
            await StopAsync(turnContext, cancellationToken);
            return;
        }

        // Entered here and not when it begins, so that an answer can be stopped while it waits for its turn.
        var answer = answers.Begin(turnContext.Activity.ConversationKey());
        var completion = Task.CompletedTask;
        try
        {
            completion = await EnqueueAsync(turnContext, (turn, stopping) => question.RunAsync(turn, answer.Stopped, stopping), cancellationToken);
        }
        finally
        {
            _ = completion.ContinueWith(_ => answer.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        await WaitWhereExpectedAsync(turnContext, completion);
    }

    // What is under way is stopped at once; what there is to say about it waits its turn.
    private async Task StopAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var hasStopped = answers.Stop(turn.Activity.ConversationKey());
        await WaitWhereExpectedAsync(turn, await EnqueueAsync(turn, (later, stopping) => stop.RunAsync(later, hasStopped, stopping), cancellationToken));
    }

    // Not through the scheduler: a stop behind the answer that it is to stop would come too late.
    protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken)
    {
        switch (turnContext.Activity.Name)
        {
            case StopEvent:
                answers.Stop(turnContext.Activity.ConversationKey());
                return Task.CompletedTask;
            case FeedbackEvents.Feedback or FeedbackEvents.WebChatFeedback:
                return RateAsync(turnContext.Activity);
            default:
                return base.OnEventAsync(turnContext, cancellationToken);
        }
    }

    protected override async Task<InvokeResponse> OnInvokeActivityAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;
        if (ReplyShapers.For(activity.ChannelId).ReadFeedback(activity) is not { } feedback)
            return await base.OnInvokeActivityAsync(turnContext, cancellationToken);
        if (feedback.Rating is { } rating)
            await records.RateAsync(rating, activity);
        return new InvokeResponse { Status = feedback.Status, Body = feedback.Body };
    }

    // The base class looks into every member, and a channel may send what is none.
    protected override Task OnConversationUpdateActivityAsync(ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        var update = turnContext.Activity;
        update.MembersAdded = Existing(update.MembersAdded);
        update.MembersRemoved = Existing(update.MembersRemoved);
        if (update.Conversation.IsGroup != true)
            return base.OnConversationUpdateActivityAsync(turnContext, cancellationToken);
        // A group is greeted when the bot comes to it, and not again with everyone who joins it later.
        return update.MembersAdded?.Any(member => member.Id == update.Recipient?.Id) == true
            ? OnMembersAddedAsync(update.MembersAdded, turnContext, cancellationToken)
            : Task.CompletedTask;
    }

    // In a chat with one user the base class calls it only when someone other than the bot was added.
    protected override async Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        await WaitWhereExpectedAsync(turnContext, await EnqueueAsync(turnContext, greeting.RunAsync, cancellationToken));

    private Task RateAsync(IEventActivity activity)
    {
        if (FeedbackEvents.Read(activity) is { } rating)
            return records.RateAsync(rating, activity);
        logger.LogInformation("Feedback through {Channel} was ignored: {Reason}.", activity.ChannelId, "it is not understood");
        return Task.CompletedTask;
    }

    private static IList<ChannelAccount>? Existing(IList<ChannelAccount>? members) => members is null ? null : [.. members.Where(member => member is not null)];

    private static async Task WaitWhereExpectedAsync(ITurnContext turn, Task completion)
    {
        if (turn.ExpectsReplies())
            await completion;
    }

    /// <returns>Ends when the turn has; it has ended when it was not accepted.</returns>
    private async Task<Task> EnqueueAsync(ITurnContext turn, BotCallbackHandler work, CancellationToken requestAborted)
    {
        var conversation = turn.Activity.ConversationKey();
        var accepted = turn.ExpectsReplies()
            ? scheduler.TryEnqueue(conversation, stopping => WithinRequestAsync(turn, work, stopping, requestAborted), out var completion)
            : scheduler.TryEnqueue(conversation, Continuation(turn, work), out completion);
        if (accepted)
            return completion;
        await turn.SendActivityAsync(Phrasebook.For(LanguageDetector.OfLocale(turn.Activity.Locale)).TooBusy, cancellationToken: requestAborted);
        return Task.CompletedTask;
    }

    // This turn's context is gone when the request has returned: the answer gets a turn of its own, of the same activity.
    private Func<CancellationToken, Task> Continuation(ITurnContext turn, BotCallbackHandler work)
    {
        var (adapter, activity) = (turn.Adapter, turn.Activity);
        var identity = (ClaimsIdentity)turn.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey);
        return async stopping =>
        {
            try
            {
                await adapter.ContinueConversationAsync(identity, activity, (later, _) => work(later, stopping), CancellationToken.None);
            }
            catch (Exception e)
            {
                // The adapter answers for what goes wrong within a turn; here the turn could not even begin.
                logger.LogError("A turn could not be continued: {Exception}.", e.GetType().FullName);
            }
        };
    }

    private static async Task WithinRequestAsync(ITurnContext turn, BotCallbackHandler work, CancellationToken stopping, CancellationToken requestAborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, requestAborted);
        await work(turn, either.Token);
    }
}
