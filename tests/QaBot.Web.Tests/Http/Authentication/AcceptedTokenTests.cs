using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http.Authentication;

/// <summary>Good tokens of each kind: the question is answered, with the bot's own token on the way out.</summary>
public sealed class AcceptedTokenTests
{
    [SkippableTheory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task A_channels_token_is_accepted(string algorithm)
    {
        await using var host = await SignedHost.StartAsync();

        await host.AssertAnsweredAsync(host.Question(), $"Bearer {host.ChannelKey.Sign(host.ChannelClaims(), algorithm)}");
    }

    [SkippableTheory]
    [InlineData(-4, -60)]
    [InlineData(60, 4)]
    public async Task Clocks_may_differ_by_less_than_five_minutes(int expiresInMinutes, int validInMinutes)
    {
        await using var host = await SignedHost.StartAsync();

        await host.AssertAnsweredAsync(host.Question(), $"Bearer {host.ChannelKey.Sign(host.ChannelClaims(expiresInMinutes, validInMinutes))}");
    }

    [SkippableFact]
    public async Task The_serviceUrl_is_compared_without_regard_to_case()
    {
        await using var host = await SignedHost.StartAsync();
        var claims = host.ChannelClaims();
        claims["serviceurl"] = host.Connector.Url.ToUpperInvariant();

        await host.AssertAnsweredAsync(host.Question(), $"Bearer {host.ChannelKey.Sign(claims)}");
    }

    [SkippableTheory]
    [InlineData("1.0", SignedHost.EmulatorIssuer)]
    [InlineData("2.0", SignedHost.EmulatorIssuerV2)]
    [InlineData("1.0", "https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/")]
    [InlineData("2.0", "https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0")]
    public async Task An_Emulators_token_is_accepted(string version, string issuer)
    {
        await using var host = await SignedHost.StartAsync();

        await host.AssertAnsweredAsync(host.Question("emulator"), $"Bearer {host.EmulatorKey.Sign(SignedHost.EmulatorClaims(version, issuer))}");
    }

    public static TheoryData<string, string, string> OwnTenants => new()
    {
        { "SingleTenant", "1.0", $"https://sts.windows.net/{SignedHost.Tenant}/" },
        { "SingleTenant", "2.0", $"https://login.microsoftonline.com/{SignedHost.Tenant}/v2.0" },
        { "UserAssignedMsi", "1.0", $"https://sts.windows.net/{SignedHost.Tenant}/" },
        { "UserAssignedMsi", "2.0", $"https://login.microsoftonline.com/{SignedHost.Tenant}/v2.0" },
    };

    [SkippableTheory]
    [MemberData(nameof(OwnTenants))]
    public async Task An_Emulators_token_of_the_bots_own_tenant_is_accepted(string type, string version, string issuer)
    {
        await using var host = await SignedHost.StartAsync([("MicrosoftAppType", type), ("MicrosoftAppTenantId", SignedHost.Tenant), .. WithoutPassword(type)]);

        var claims = SignedHost.EmulatorClaims(version, issuer);
        claims["tid"] = SignedHost.Tenant;

        await host.AssertAnsweredAsync(host.Question("emulator"), $"Bearer {host.EmulatorKey.Sign(claims)}");
    }

    [SkippableFact]
    public async Task The_keys_are_fetched_once_for_many_requests()
    {
        await using var host = await SignedHost.StartAsync();
        var activity = host.Question();
        activity["type"] = "event";
        activity["name"] = "nothing";

        for (var i = 0; i < 20; i++)
            Assert.Equal(System.Net.HttpStatusCode.OK, (await host.PostAsync((JObject)activity.DeepClone(), $"Bearer {host.ChannelKey.Sign(host.ChannelClaims())}")).Status);

        Assert.InRange(host.Metadata.Requests, 2, 4);
    }

    private static (string, string)[] WithoutPassword(string type) => type == "UserAssignedMsi" ? [("MicrosoftAppPassword", "")] : [];
}
