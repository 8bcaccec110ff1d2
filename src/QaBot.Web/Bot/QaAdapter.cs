using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;

namespace QaBot.Web.Bot;

/// <summary>The Bot Framework's adapter; a turn that fails is logged without what the user wrote and ends in an apology.</summary>
public sealed class QaAdapter : CloudAdapter
{
    private readonly ILogger<QaAdapter> _log;

    public QaAdapter(BotFrameworkAuthentication authentication, ILogger<CloudAdapter> frameworkLogger, ILogger<QaAdapter> logger)
        : base(authentication, frameworkLogger)
    {
        _log = logger;
        OnTurnError = ApologizeAsync;
    }

    // Nothing may leave here: an exception would be answered with 500, or with 401 if it happened to be an UnauthorizedAccessException.
    private async Task ApologizeAsync(ITurnContext turn, Exception exception)
    {
        _log.LogError(
            "A turn failed with {Exception}.{NewLine}{StackTrace}", exception.GetType().FullName, Environment.NewLine, exception.StackTrace);
        try
        {
            await turn.SendActivityAsync("Sorry, something went wrong on my side and I could not answer. Please try again.");
        }
        catch (Exception e)
        {
            _log.LogError("The apology could not be sent: {Exception}.", e.GetType().FullName);
        }
    }
}
