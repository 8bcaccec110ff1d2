using System.Net;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http.Authentication;

/// <summary>The real host with an app id, whose issuers' keys are the test's own, and a connector that sees what it sends.</summary>
internal sealed class SignedHost : IAsyncDisposable
{
    public const string AppId = "5d3f1c52-0d0c-4c53-9f06-6a2d4f3bb7c1";
    public const string Tenant = "0b7f5f1e-3a0f-4e63-8a53-c1f1b3a9d2e4";
    public const string ChannelIssuer = "https://api.botframework.com";
    public const string EmulatorIssuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";
    public const string EmulatorIssuerV2 = "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0";

    private readonly TestFolder _folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");

    private SignedHost(MetadataServer metadata, FakeConnector connector) => (Metadata, Connector) = (metadata, connector);

    public MetadataServer Metadata { get; }

    public FakeConnector Connector { get; }

    public BotHost Bot { get; private set; } = null!;

    public SigningKey ChannelKey { get; } = new("channel-1");

    public SigningKey UnendorsedKey { get; } = new("channel-2");

    public SigningKey EmulatorKey { get; } = new("emulator-1");

    /// <summary>Whether the Bot Framework is the stand-in, whose keys follow an unknown one at once.</summary>
    public static bool IsStandIn { get; } = typeof(BotFrameworkAuthentication).Assembly.GetName().Name!.StartsWith("QaBot.StandIns", StringComparison.Ordinal);

    /// <summary>Starts it with credentials of the test's own.</summary>
    /// <param name="settings">Over those of a bot of many tenants; an empty value takes one away.</param>
    public static Task<SignedHost> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(services => services.AddSingleton<ServiceClientCredentialsFactory>(new OwnCredentials(AppId)), settings);

    /// <summary>Starts it with the Bot Framework's own credentials.</summary>
    public static Task<SignedHost> StartWithOwnTokensAsync(params (string Key, string Value)[] settings) => StartAsync(_ => { }, settings);

    private static async Task<SignedHost> StartAsync(Action<IServiceCollection> replace, (string Key, string Value)[] settings)
    {
        var host = new SignedHost(await MetadataServer.StartAsync(), await FakeConnector.StartAsync());
        host.Metadata.Publish("channel", host.ChannelKey.ToJson(["msteams", "webchat"]), host.UnendorsedKey.ToJson(null));
        host.Metadata.Publish("emulator", host.EmulatorKey.ToJson(null));
        (string Key, string Value)[] defaults = [.. host.Cloud(), ("MicrosoftAppId", AppId), ("MicrosoftAppPassword", "the-secret")];
        host.Bot = await BotHost.StartWithAsync(host._folder, replace, [.. defaults.ExceptBy(settings.Select(setting => setting.Key), setting => setting.Key), .. settings]);
        return host;
    }

    /// <summary>All of them together, or none: one alone leaves the others empty.</summary>
    public (string Key, string Value)[] Cloud() =>
    [
        ("ToBotFromChannelOpenIdMetadataUrl", Metadata.UrlOf("channel")),
        ("ToBotFromEmulatorOpenIdMetadataUrl", Metadata.UrlOf("emulator")),
        ("ToBotFromChannelTokenIssuer", ChannelIssuer),
        ("ToChannelFromBotOAuthScope", "https://api.botframework.com"),
        ("ToChannelFromBotLoginUrl", "https://127.0.0.1:9/nobody"),
        ("OAuthUrl", "https://127.0.0.1:9/nobody"),
    ];

    public JObject ChannelClaims(int expiresInMinutes = 60, int validInMinutes = -10) => new()
    {
        ["iss"] = ChannelIssuer,
        ["aud"] = AppId,
        ["nbf"] = Minutes(validInMinutes),
        ["exp"] = Minutes(expiresInMinutes),
        ["serviceurl"] = Connector.Url,
    };

    public static JObject EmulatorClaims(string version = "1.0", string issuer = EmulatorIssuer) => new()
    {
        ["iss"] = issuer,
        ["aud"] = AppId,
        ["nbf"] = Minutes(-10),
        ["exp"] = Minutes(60),
        ["ver"] = version,
        [version == "2.0" ? "azp" : "appid"] = AppId,
    };

    public JObject Question(string channel = "msteams")
    {
        var activity = Activities.Message("When was the lighthouse built?", Connector.Url, conversation: Guid.NewGuid().ToString());
        activity["channelId"] = channel;
        return activity;
    }

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(JObject activity, params string[] authorization)
    {
        using var response = await Bot.PostAsync(activity.ToString(), headers: [.. authorization.Select(header => ("Authorization", header))]);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Posts and checks that it is refused as the protocol says, and that nobody is written to about it.</summary>
    public async Task AssertRefusedAsync(JObject activity, params string[] authorization)
    {
        var (status, body) = await PostAsync(activity, authorization);

        Assert.True(status == HttpStatusCode.Unauthorized, $"{status}: {body}");
        Assert.Equal("Unauthorized", (string?)JObject.Parse(body)["error"]!["code"]);
        Assert.Empty(Connector.Attempts);
        Assert.DoesNotContain(Bot.Log.All, line => line.Contains(Connector.Url, StringComparison.OrdinalIgnoreCase) || line.Contains("the-secret", StringComparison.Ordinal));
    }

    /// <summary>Posts a question and checks that its answer arrives with the bot's own token.</summary>
    public async Task AssertAnsweredAsync(JObject activity, string authorization)
    {
        var (status, body) = await PostAsync(activity, authorization);

        Assert.True(status == HttpStatusCode.OK, $"{status}: {body}");
        Assert.Contains("1874", (string?)(await Connector.NextMessageAsync())["text"], StringComparison.Ordinal);
        Assert.All(Connector.Authorizations, sent => Assert.Equal($"Bearer {OwnCredentials.Token}", sent));
    }

    public async ValueTask DisposeAsync()
    {
        if (Bot is not null)
            await Bot.DisposeAsync();
        await Connector.DisposeAsync();
        await Metadata.DisposeAsync();
        foreach (var key in new[] { ChannelKey, UnendorsedKey, EmulatorKey })
            key.Dispose();
        _folder.Dispose();
    }

    private static long Minutes(int fromNow) => DateTimeOffset.UtcNow.AddMinutes(fromNow).ToUnixTimeSeconds();
}
