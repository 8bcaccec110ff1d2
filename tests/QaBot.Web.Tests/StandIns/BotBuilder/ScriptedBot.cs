using Microsoft.Bot.Builder;

namespace QaBot.Web.Tests.StandIns.BotBuilder;

/// <summary>A bot whose turn is one lambda.</summary>
internal sealed class ScriptedBot(Func<ITurnContext, CancellationToken, Task> turn) : IBot
{
    public ScriptedBot(Func<ITurnContext, Task> turn)
        : this((context, _) => turn(context))
    {
    }

    public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => turn(turnContext, cancellationToken);
}
