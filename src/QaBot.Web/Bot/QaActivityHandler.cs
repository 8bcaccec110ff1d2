using System.Security.Claims;
using System.Security.Principal;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot;

/// <summary>
/// Takes what a channel delivers to the turn that answers it. Turns run in the <see cref="TurnScheduler"/>, so that the request returns at
/// once; only where the channel expects the replies in the response does the request wait for them.
/// </summary>
public sealed class QaActivityHandler(QuestionTurn question, GreetingTurn greeting, TurnScheduler scheduler, ILogger<QaActivityHandler> logger) : ActivityHandler
{
    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        EnqueueAsync(turnContext, question.RunAsync, cancellationToken);

    // The base class calls it only when someone other than the bot was added.
    protected override Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        EnqueueAsync(turnContext, greeting.RunAsync, cancellationToken);

    private async Task EnqueueAsync(ITurnContext turn, BotCallbackHandler work, CancellationToken requestAborted)
    {
        var conversation = $"{turn.Activity.ChannelId}/{turn.Activity.Conversation.Id}";
        var accepted = turn.ExpectsReplies()
            ? scheduler.TryEnqueue(conversation, stopping => WithinRequestAsync(turn, work, stopping, requestAborted), out var completion)
            : scheduler.TryEnqueue(conversation, Continuation(turn, work), out completion);
        if (!accepted)
            await turn.SendActivityAsync("I have more questions waiting than I can answer right now. Please ask again in a minute.", cancellationToken: requestAborted);
        else if (turn.ExpectsReplies())
            await completion;
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
