using QaBot.Configuration;

namespace QaBot.Web.Bot;

/// <summary>The setting <c>PublicUrl</c>: what links to sources start with.</summary>
public sealed class PublicUrl
{
    public const string Key = "PublicUrl";

    /// <exception cref="ConfigurationException">It is set and not an absolute http or https address.</exception>
    public PublicUrl(IConfiguration configuration)
    {
        var setting = configuration[Key];
        if (string.IsNullOrWhiteSpace(setting))
            return;
        Value = Uri.TryCreate(setting, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : throw new ConfigurationException($"{Key} is '{setting}'; it must be an absolute http or https address.");
    }

    /// <summary>Null when links are not wanted.</summary>
    public Uri? Value { get; }
}
