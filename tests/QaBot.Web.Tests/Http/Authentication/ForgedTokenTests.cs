using System.Security.Cryptography;
using System.Text;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using QaBot.DirectLine;
using QaBot.Web.Chat;

namespace QaBot.Web.Tests.Http.Authentication;

/// <summary>Tokens that somebody made who may not: each is a 401 with the error's JSON, and nobody is written to.</summary>
public sealed class ForgedTokenTests(SignedHostFixture fixture) : IClassFixture<SignedHostFixture>
{
    private static readonly Dictionary<string, Func<SignedHost, string>> ChannelForgeries = new()
    {
        ["of another issuer"] = host => host.ChannelKey.Sign(With(host.ChannelClaims(), "iss", "https://issuer.example")),
        ["without an issuer"] = host => host.ChannelKey.Sign(With(host.ChannelClaims(), "iss", null)),
        ["of the bot's own tenant, which is none of this bot's"] = host => host.ChannelKey.Sign(With(host.ChannelClaims(), "iss", $"https://sts.windows.net/{SignedHost.Tenant}/")),
        ["for another audience"] = host => host.ChannelKey.Sign(With(host.ChannelClaims(), "aud", Guid.NewGuid().ToString())),
        ["without an audience"] = host => host.ChannelKey.Sign(With(host.ChannelClaims(), "aud", null)),
        ["with an empty audience"] = host => host.ChannelKey.Sign(With(host.ChannelClaims(), "aud", "")),
        ["signed with another key of the same id"] = host => Foreign(host.ChannelKey.Id, host.ChannelClaims()),
        ["signed with a key that nobody knows"] = host => Foreign("unknown", host.ChannelClaims()),
        ["signed with the Emulator's key"] = host => host.EmulatorKey.Sign(host.ChannelClaims()),
        ["signed with the Emulator's key under the channel's id"] = host => host.EmulatorKey.Sign(host.ChannelClaims(), keyId: host.ChannelKey.Id),
        ["without a signature"] = host => SigningKey.Join(Header("none", host.ChannelKey.Id), host.ChannelClaims(), _ => []),
        ["with its signature cut off"] = host => host.ChannelKey.Sign(host.ChannelClaims()) is var token ? token[..(token.LastIndexOf('.') + 1)] : "",
        ["of algorithm none with a signature"] = host => SigningKey.Join(Header("none", host.ChannelKey.Id), host.ChannelClaims(), _ => [1, 2, 3]),
        ["with HS256 and a secret of its own"] = host => SigningKey.Join(Header("HS256", host.ChannelKey.Id), host.ChannelClaims(), bytes => HMACSHA256.HashData(new byte[32], bytes)),
        ["with HS256 and the public key for a secret"] = host => SigningKey.Join(Header("HS256", host.ChannelKey.Id), host.ChannelClaims(), bytes => HMACSHA256.HashData(host.ChannelKey.PublicBytes, bytes)),
        ["with claims changed after it was signed"] = host => Tampered(host.ChannelKey.Sign(host.ChannelClaims())),
        ["that expired six minutes ago"] = host => host.ChannelKey.Sign(host.ChannelClaims(expiresInMinutes: -6, validInMinutes: -60)),
        ["that never expires"] = host => host.ChannelKey.Sign(With(host.ChannelClaims(), "exp", null)),
        ["that is valid in six minutes"] = host => host.ChannelKey.Sign(host.ChannelClaims(validInMinutes: 6)),
        ["for another serviceUrl"] = host => host.ChannelKey.Sign(With(host.ChannelClaims(), "serviceurl", "https://smba.trafficmanager.net/amer/")),
        ["for a serviceUrl that begins with this one"] = host => host.ChannelKey.Sign(With(host.ChannelClaims(), "serviceurl", host.Connector.Url + "1")),
        ["without a serviceUrl"] = host => host.ChannelKey.Sign(With(host.ChannelClaims(), "serviceurl", null)),
        ["whose key set is its own"] = host => SigningKey.Join(
            new JObject(Header("RS256", "own")) { ["jku"] = "https://127.0.0.1:9/keys", ["jwk"] = host.UnendorsedKey.ToJson(["msteams"]) }, host.ChannelClaims(), bytes => new byte[256]),
    };

    private static readonly Dictionary<string, Func<SignedHost, string>> EmulatorForgeries = new()
    {
        ["of version 1 for another app"] = host => host.EmulatorKey.Sign(With(SignedHost.EmulatorClaims(), "appid", Guid.NewGuid().ToString())),
        ["of version 2 for another app"] = host => host.EmulatorKey.Sign(With(SignedHost.EmulatorClaims("2.0"), "azp", Guid.NewGuid().ToString())),
        ["of version 1 without an app"] = host => host.EmulatorKey.Sign(With(SignedHost.EmulatorClaims(), "appid", null)),
        ["of version 2 without an app"] = host => host.EmulatorKey.Sign(With(SignedHost.EmulatorClaims("2.0"), "azp", null)),
        ["of version 2 that names its app as version 1 does"] = host => host.EmulatorKey.Sign(With(With(SignedHost.EmulatorClaims("2.0"), "azp", null), "appid", SignedHost.AppId)),
        ["of a version that is none"] = host => host.EmulatorKey.Sign(With(SignedHost.EmulatorClaims(), "ver", "3.0")),
        ["without a version"] = host => host.EmulatorKey.Sign(With(SignedHost.EmulatorClaims(), "ver", null)),
        ["of another tenant"] = host => host.EmulatorKey.Sign(SignedHost.EmulatorClaims(issuer: $"https://sts.windows.net/{Guid.NewGuid()}/")),
        ["of another tenant in version 2"] = host => host.EmulatorKey.Sign(SignedHost.EmulatorClaims("2.0", $"https://login.microsoftonline.com/{Guid.NewGuid()}/v2.0")),
        ["of no tenant's issuer"] = host => host.EmulatorKey.Sign(SignedHost.EmulatorClaims(issuer: "https://sts.windows.net/")),
        ["signed with the channel's key"] = host => host.ChannelKey.Sign(SignedHost.EmulatorClaims()),
        ["signed with another key of the same id"] = host => Foreign(host.EmulatorKey.Id, SignedHost.EmulatorClaims()),
        ["without a signature"] = host => SigningKey.Join(Header("none", host.EmulatorKey.Id), SignedHost.EmulatorClaims(), _ => []),
        ["that expired"] = host => host.EmulatorKey.Sign(With(SignedHost.EmulatorClaims(), "exp", DateTimeOffset.UtcNow.AddMinutes(-6).ToUnixTimeSeconds())),
    };

    private SignedHost Host => fixture.Host;

    public static TheoryData<string> ChannelTokens => [.. ChannelForgeries.Keys];

    public static TheoryData<string> EmulatorTokens => [.. EmulatorForgeries.Keys];

    [SkippableTheory]
    [MemberData(nameof(ChannelTokens))]
    public async Task A_channels_token_is_refused(string forgery)
    {
        await Host.AssertRefusedAsync(Host.Question(), $"Bearer {ChannelForgeries[forgery](Host)}");
    }

    [SkippableTheory]
    [MemberData(nameof(EmulatorTokens))]
    public async Task An_Emulators_token_is_refused(string forgery)
    {
        await Host.AssertRefusedAsync(Host.Question("emulator"), $"Bearer {EmulatorForgeries[forgery](Host)}");
    }

    [SkippableFact]
    public async Task A_key_without_endorsements_is_refused()
    {
        Skip.IfNot(
            SignedHost.IsStandIn || typeof(BotFrameworkAuthentication).Assembly.GetName().Version >= new Version(4, 23, 1),
            "Before 4.23.1 the official packages take a key without endorsements for one of every channel.");

        await Host.AssertRefusedAsync(Host.Question(), $"Bearer {Host.UnendorsedKey.Sign(Host.ChannelClaims())}");
    }

    [SkippableFact]
    public async Task Tokens_that_name_ever_new_tenants_leave_nothing_behind()
    {
        for (var i = 0; i < 30; i++)
        {
            var tenant = Guid.NewGuid().ToString();
            await Host.AssertRefusedAsync(Host.Question(), $"Bearer {Host.EmulatorKey.Sign(With(SignedHost.EmulatorClaims(issuer: $"https://sts.windows.net/{tenant}/"), "tid", tenant))}");
        }

#pragma warning disable CS0618 // Nothing else shows what the Bot Framework keeps.
        Assert.InRange(EmulatorValidation.ToBotFromEmulatorTokenValidationParameters.ValidIssuers.Count(), 1, 20);
#pragma warning restore CS0618
    }

    [SkippableTheory]
    [InlineData("directline")]
    [InlineData("emulator")]
    [InlineData("msteams2")]
    [InlineData("*")]
    public async Task A_key_that_does_not_endorse_the_channel_is_refused(string channel)
    {
        await Host.AssertRefusedAsync(Host.Question(channel), $"Bearer {Host.ChannelKey.Sign(Host.ChannelClaims())}");
    }

    public static TheoryData<string> Headers => new()
    {
        { "Bearer" },
        { "Bearer " },
        { "Bearer x y" },
        { "Bearer a" },
        { "Bearer a.b" },
        { "Bearer a.b.c" },
        { "Bearer a.b.c.d" },
        { "Bearer a.b.c.d.e" },
        { "Bearer .." },
        { "Bearer e30.e30." },
        { "Bearer e30.e30.e30" },
        { "Bearer bnVsbA.bnVsbA.bnVsbA" },
        { "Bearer W10.W10.W10" },
        { "Basic dXNlcjpwYXNz" },
        { "Negotiate abc" },
        { "Digest username=\"x\"" },
        { "," },
        { "Bearer \u0001\u0002.\u0003.\u0004" },
        { "Bearer " + new string('a', 16_000) },
        { "Bearer " + new string('a', 5_000) + "." + new string('b', 5_000) + "." + new string('c', 5_000) },
        { "Bearer " + new string('.', 10_000) },
    };

    [SkippableTheory]
    [MemberData(nameof(Headers))]
    public async Task A_header_that_is_no_token_is_refused(string header)
    {
        var requests = Host.Metadata.Requests;

        await Host.AssertRefusedAsync(Host.Question(), header);

        Assert.Equal(requests, Host.Metadata.Requests);
    }

    [SkippableFact]
    public async Task Several_headers_are_refused_though_each_is_good()
    {
        var header = $"Bearer {Host.ChannelKey.Sign(Host.ChannelClaims())}";

        await Host.AssertRefusedAsync(Host.Question(), header, header);
    }

    [SkippableFact]
    public async Task A_request_without_a_header_is_refused()
    {
        await Host.AssertRefusedAsync(Host.Question());
    }

    [SkippableFact]
    public async Task The_local_Direct_Lines_own_tokens_are_worth_nothing_with_another_address()
    {
        var tokens = Host.Bot.Services.GetRequiredService<LocalTokens>();
        var own = Host.Bot.Services.GetRequiredService<LocalAddress>().Value;

        await Host.AssertRefusedAsync(Host.Question(), $"Bearer {tokens.IssueForBot(own)}");
        await Host.AssertRefusedAsync(Host.Question("webchat"), $"Bearer {tokens.IssueForBot(new Uri(Host.Connector.Url))}");
        await Host.AssertRefusedAsync(Host.Question("webchat"), $"Bearer {tokens.IssueForConnector(own)}");
    }

    [SkippableFact]
    public async Task A_channels_token_does_not_open_the_local_Direct_Line()
    {
        var own = Host.Bot.Services.GetRequiredService<LocalAddress>().Value.AbsoluteUri;
        var activity = With(Host.Question("webchat"), "serviceUrl", own);

        await Host.AssertRefusedAsync(activity, $"Bearer {Host.ChannelKey.Sign(With(Host.ChannelClaims(), "serviceurl", own))}");
    }

    [SkippableFact]
    public async Task A_flood_of_unknown_keys_does_not_fetch_the_keys_each_time()
    {
        var requests = Host.Metadata.KeySetRequests;

        for (var i = 0; i < 50; i++)
            await Host.AssertRefusedAsync(Host.Question(), $"Bearer {Foreign($"unknown-{i}", Host.ChannelClaims())}");

        Assert.InRange(Host.Metadata.KeySetRequests - requests, 0, 12);
    }

    [SkippableTheory]
    [InlineData("invoke", "message/submitAction")]
    [InlineData("event", "qabot/stop")]
    [InlineData("conversationUpdate", null)]
    [InlineData("installationUpdate", null)]
    public async Task Whatever_the_activity_is_its_token_is_examined(string type, string? name)
    {
        var activity = With(With(Host.Question(), "type", type), "name", name);

        await Host.AssertRefusedAsync(activity, $"Bearer {Foreign(Host.ChannelKey.Id, Host.ChannelClaims())}");
    }

    private static JObject Header(string algorithm, string keyId) => new() { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = keyId };

    private static JObject With(JObject json, string name, JToken? value)
    {
        if (value is null)
            json.Remove(name);
        else
            json[name] = value;
        return json;
    }

    private static string Foreign(string keyId, JObject claims)
    {
        using var key = new SigningKey(keyId);
        return key.Sign(claims);
    }

    private static string Tampered(string token)
    {
        var parts = token.Split('.');
        var claims = JObject.Parse(Encoding.UTF8.GetString(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(parts[1])));
        claims["extra"] = 1;
        parts[1] = Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(claims.ToString()));
        return string.Join('.', parts);
    }
}
