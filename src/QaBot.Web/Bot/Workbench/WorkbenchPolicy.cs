using System.Security.Principal;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using QaBot.Web.Chat;

namespace QaBot.Web.Bot.Workbench;

/// <summary>
/// Decides who gets the prompt workbench, which shows rendered prompts, drafts and scores, and lets a conversation change its prompt.
/// Thread-safe.
/// </summary>
/// <remarks>
/// By default it is for those who develop the bot, and what a sender says of itself is never enough. Unsigned, a request is theirs when
/// nobody but programs on this machine is served unsigned and the replies stay on it too: that is the Emulator, and the Playground whichever
/// channel it plays. Under <see cref="BotOptions.AllowAnonymous"/> the sender may be anyone, so naming the channel "emulator" gains nothing.
/// Signed, the channel must be "emulator": the SDK takes such a request only with a token for the bot's own app, and a channel's key is
/// endorsed for its own channels. The web chat of this server is off, since its visitors are users.
/// A choice belongs to its conversation: in a group chat everyone there shares the prompt, sees the steps and can reset them.
/// </remarks>
public sealed class WorkbenchPolicy(IOptions<BotOptions> options, LocalAddress address)
{
    private readonly BotOptions _options = options.Value;

    public bool IsOnFor(ITurnContext turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return _options.Workbench switch
        {
            WorkbenchMode.On => true,
            WorkbenchMode.Off => false,
            _ => turn.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey) is { } sender && IsDeveloper(sender, turn.Activity),
        };
    }

    private bool IsDeveloper(IIdentity sender, Activity activity)
    {
        if (address.IsOwn(activity.ServiceUrl))
            return false;
        return sender.AuthenticationType == AuthenticationConstants.AnonymousAuthType
            ? !_options.AllowAnonymous && activity.IsServedFromThisMachine()
            : sender.IsAuthenticated && activity.ChannelId == Microsoft.Bot.Connector.Channels.Emulator;
    }
}
