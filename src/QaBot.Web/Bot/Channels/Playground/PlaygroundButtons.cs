using System.Security.Principal;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels.Playground;

/// <summary>Sends what can be clicked as a message of its own, right behind the one that it belongs to, where the Agents Playground plays Teams or the Emulator.</summary>
/// <remarks>
/// There it draws a message that has buttons as plain text: without its citations, and with the marks of Markdown as letters. Teams does not.
/// As Web Chat it draws with the stock Web Chat, which shows both.
/// </remarks>
public sealed class PlaygroundButtons : Microsoft.Bot.Builder.IMiddleware
{
    private const string ConnectorPath = "/_connector";

    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(next);
        if (IsPlayground(turnContext))
            turnContext.OnSendActivities(SendApartAsync);
        return next(cancellationToken);
    }

    private static bool IsPlayground(ITurnContext turn) =>
        turn.Activity.ChannelId is Microsoft.Bot.Connector.Channels.Msteams or Microsoft.Bot.Connector.Channels.Emulator
        && turn.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey)?.AuthenticationType == AuthenticationConstants.AnonymousAuthType
        && turn.Activity.IsServedFromThisMachine()
        && new Uri(turn.Activity.ServiceUrl).AbsolutePath.TrimEnd('/') == ConnectorPath;

    private static async Task<ResourceResponse[]> SendApartAsync(ITurnContext turn, List<Activity> activities, Func<Task<ResourceResponse[]>> send)
    {
        var parted = activities.Where(HasButtons).Select(message => (Message: message, Buttons: message.SuggestedActions)).ToList();
        foreach (var (message, buttons) in parted)
        {
            message.SuggestedActions = null;
            // Behind it, so that its response stays the first: that is what a user rates.
            activities.Insert(activities.IndexOf(message) + 1, Apart(turn.Activity, buttons));
        }

        try
        {
            return await send();
        }
        catch
        {
            // Who sends it again, or otherwise, sends it whole.
            foreach (var (message, buttons) in parted)
                message.SuggestedActions = buttons;
            throw;
        }
    }

    private static bool HasButtons(Activity activity) => activity.Type == ActivityTypes.Message && activity.SuggestedActions?.Actions is { Count: > 0 };

    private static Activity Apart(Activity received, SuggestedActions buttons)
    {
        var message = new Activity
        {
            Type = ActivityTypes.Message,
            TextFormat = TextFormatTypes.Plain,
            InputHint = InputHints.AcceptingInput,
            Text = PhrasesFor(received).GoOn,
            SuggestedActions = buttons,
        };
        return message.ApplyConversationReference(received.GetConversationReference());
    }

    private static Phrasebook PhrasesFor(Activity received) => Phrasebook.For(received.Type == ActivityTypes.Message
        ? LanguageDetector.Detect(MessageText.Of(received))
        : LanguageDetector.OfLocale(received.Locale));
}
