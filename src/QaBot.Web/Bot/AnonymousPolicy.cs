using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using QaBot.Web.Security;

namespace QaBot.Web.Bot;

/// <summary>
/// Without an app id nobody but the web chat of this process can prove who they are: unsigned, only programs on this machine are served,
/// and only they are replied to. What is signed is left to the authentication.
/// </summary>
public sealed class AnonymousPolicy(AppRegistration app, IOptions<BotOptions> options)
{
    private static readonly string Remedy =
        $"set MicrosoftAppId, or {BotOptions.Section}:{nameof(BotOptions.AllowAnonymous)} to serve everyone.";

    private readonly bool _isSigned = app.Id is not null;
    private readonly bool _allowsAll = options.Value.AllowAnonymous;

    /// <returns>Why the request must be refused, for its sender; null when it may go on.</returns>
    public string? Refuse(HttpContext context, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(activity);
        if (_isSigned || _allowsAll || !string.IsNullOrWhiteSpace(context.Request.Headers.Authorization))
            return null;
        if (LocalRequest.Problem(context) is { } problem)
            return $"{problem} Without a MicrosoftAppId only requests from this machine are served; {Remedy}";
        return IsRepliedToElsewhere(activity)
            ? $"The activity's 'serviceUrl' is not on this machine. Without a MicrosoftAppId replies are sent to http://localhost and its like only; {Remedy}"
            : null;
    }

    // Where the replies are in the response, nothing is sent to the address.
    private static bool IsRepliedToElsewhere(Activity activity) =>
        activity.DeliveryMode != DeliveryModes.ExpectReplies && !activity.IsServedFromThisMachine();
}
