namespace Microsoft.Bot.Builder;

/// <summary>Middleware in the order in which it runs; who does not call <c>next</c> ends the turn.</summary>
public class MiddlewareSet : IMiddleware
{
    private readonly List<IMiddleware> _middleware = [];

    public MiddlewareSet Use(IMiddleware middleware)
    {
        _middleware.Add(middleware ?? throw new ArgumentNullException(nameof(middleware)));
        return this;
    }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        await ReceiveActivityWithStatusAsync(turnContext, null, cancellationToken).ConfigureAwait(false);
        await next(cancellationToken).ConfigureAwait(false);
    }

    public Task ReceiveActivityWithStatusAsync(ITurnContext turnContext, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        return RunFrom(0, cancellationToken);

        Task RunFrom(int index, CancellationToken token) => index == _middleware.Count
            ? callback?.Invoke(turnContext, token) ?? Task.CompletedTask
            : _middleware[index].OnTurnAsync(turnContext, next => RunFrom(index + 1, next), token);
    }
}
