using Microsoft.Bot.Connector.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace QaBot.Web.Bot;

/// <summary>
/// Lets the Emulator's tokens of the bot's own tenant be examined as such. The Bot Framework tells them from a channel's by a list of
/// issuers of the process, and only then asks <see cref="AuthenticationConfiguration.ValidTokenIssuers"/>. Thread-safe.
/// </summary>
/// <remarks>
/// The Bot Framework adds to that list the tenant that a token claims to be of, before it has checked anything: who sends tokens of ever new
/// tenants makes every request slower. So the list is put right before each.
/// </remarks>
public sealed class EmulatorIssuers
{
    private readonly string[] _issuers;

    public EmulatorIssuers(AppRegistration app)
    {
        ArgumentNullException.ThrowIfNull(app);
        _issuers = [.. Parameters.ValidIssuers.Union(app.TokenIssuers)];
        Restore();
    }

#pragma warning disable CS0618 // The class is obsolete as a way to examine tokens; the list in it is the one that is used.
    private static TokenValidationParameters Parameters => EmulatorValidation.ToBotFromEmulatorTokenValidationParameters;
#pragma warning restore CS0618

    public void Restore()
    {
        if (Parameters.ValidIssuers != _issuers)
            Parameters.ValidIssuers = _issuers;
    }
}
