using Microsoft.Extensions.Options;
using QaBot.Web.Security;

namespace QaBot.Web.Bot;

/// <summary>
/// Without an app id nobody but the web chat of this process can prove who they are: unsigned, only programs on this machine are served.
/// What is signed is left to the authentication.
/// </summary>
public sealed class AnonymousPolicy(IConfiguration configuration, IOptions<BotOptions> options)
{
    private readonly bool _isSigned = !string.IsNullOrWhiteSpace(configuration["MicrosoftAppId"]);
    private readonly bool _allowsAll = options.Value.AllowAnonymous;

    /// <returns>Why the request must be refused, for its sender; null when it may go on.</returns>
    public string? Refuse(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_isSigned || _allowsAll || !string.IsNullOrWhiteSpace(context.Request.Headers.Authorization))
            return null;
        return LocalRequest.Problem(context) is { } problem
            ? $"{problem} Without a MicrosoftAppId only requests from this machine are served; set MicrosoftAppId, or {BotOptions.Section}:{nameof(BotOptions.AllowAnonymous)} to serve everyone."
            : null;
    }
}
