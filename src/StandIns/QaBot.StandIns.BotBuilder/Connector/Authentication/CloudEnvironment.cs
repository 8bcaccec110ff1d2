using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>The addresses and issuers of one Bot Framework cloud.</summary>
internal sealed record CloudEnvironment(
    string LoginUrl, string OAuthScope, string ChannelIssuer, string ChannelMetadataUrl, string EmulatorMetadataUrl, string CallerId,
    bool ValidateAuthority)
{
    private static CloudEnvironment Public { get; } = new(
        AuthenticationConstants.ToChannelFromBotLoginUrlTemplate,
        AuthenticationConstants.ToChannelFromBotOAuthScope,
        AuthenticationConstants.ToBotFromChannelTokenIssuer,
        AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
        AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
        CallerIdConstants.PublicAzureChannel,
        ValidateAuthority: true);

    /// <summary>One configured value replaces the whole public cloud; what is then missing stays missing, as in the official package.</summary>
    public static CloudEnvironment From(IConfiguration configuration)
    {
        var configured = new CloudEnvironment(
            configuration["ToChannelFromBotLoginUrl"],
            configuration["ToChannelFromBotOAuthScope"],
            configuration["ToBotFromChannelTokenIssuer"],
            configuration["ToBotFromChannelOpenIdMetadataUrl"],
            configuration["ToBotFromEmulatorOpenIdMetadataUrl"],
            configuration["CallerId"],
            bool.Parse(configuration["ValidateAuthority"] ?? bool.TrueString));
        string[] values =
        [
            configured.LoginUrl, configured.OAuthScope, configured.ChannelIssuer, configured.ChannelMetadataUrl,
            configured.EmulatorMetadataUrl, configured.CallerId, configuration["OAuthUrl"],
        ];
        if (values.Any(value => !string.IsNullOrEmpty(value)))
            return configured;

        return string.IsNullOrEmpty(configuration["ChannelService"])
            ? Public
            : throw new ArgumentException("The provided ChannelService value is not supported.");
    }
}
