namespace QaBot.Web.Tests.Http.Authentication;

/// <summary>
/// The bot's own tokens for the channel. Of the stand-in only: the official packages take a token service's address for one tenant's, and
/// are tested by who makes them.
/// </summary>
public sealed class OutboundTokenTests
{
    private const string Reason = "How tokens are asked for is the official packages' own concern.";

    [SkippableTheory]
    [InlineData("MultiTenant", "botframework.com")]
    [InlineData("SingleTenant", SignedHost.Tenant)]
    public async Task A_token_is_asked_for_once_from_the_apps_tenant_and_goes_out_with_every_reply(string type, string tenant)
    {
        await using var tokens = await StartEndpointAsync();
        await using var host = await StartAsync(tokens, ("MicrosoftAppType", type), ("MicrosoftAppTenantId", SignedHost.Tenant));

        for (var i = 0; i < 5; i++)
            await AskAsync(host);

        var (path, form) = Assert.Single(tokens.TokenRequests);
        Assert.Equal($"/{tenant}/oauth2/v2.0/token", path);
        Assert.Equal("client_credentials", form["grant_type"]);
        Assert.Equal(SignedHost.AppId, form["client_id"]);
        Assert.Equal("the-secret", form["client_secret"]);
        Assert.Contains("https://api.botframework.com/.default", form["scope"], StringComparison.Ordinal);
        Assert.All(host.Connector.Authorizations, sent => Assert.Equal("Bearer token-1", sent));
        Assert.DoesNotContain(host.Connector.Attempts, activity => activity.ToString().Contains("the-secret", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_token_that_is_about_to_run_out_is_replaced()
    {
        await using var tokens = await StartEndpointAsync();
        tokens.Lifetime = 60;
        await using var host = await StartAsync(tokens);

        await AskAsync(host);
        await AskAsync(host);

        Assert.InRange(tokens.TokenRequests.Count, 2, int.MaxValue);
        Assert.Equal($"Bearer token-{tokens.TokenRequests.Count}", host.Connector.Authorizations.Last());
    }

    [SkippableTheory]
    [InlineData(401)]
    [InlineData(500)]
    public async Task While_the_token_service_gives_none_the_reply_is_kept_and_nothing_secret_is_logged(int status)
    {
        await using var tokens = await StartEndpointAsync();
        tokens.Refusal = status;
        await using var host = await StartAsync(tokens, ("Bot:SendAttempts", "1"));

        await host.PostAsync(host.Question(), $"Bearer {host.ChannelKey.Sign(host.ChannelClaims())}");
        await Wait.UntilAsync(() => host.Bot.Log.All.Any(line => line.Contains("is kept", StringComparison.Ordinal)));
        Assert.Empty(host.Connector.Attempts);
        tokens.Refusal = null;

        Assert.Contains("1874", (string?)(await host.Connector.NextMessageAsync())["text"], StringComparison.Ordinal);
        Assert.All(host.Connector.Authorizations, sent => Assert.StartsWith("Bearer token-", sent, StringComparison.Ordinal));
        Assert.DoesNotContain(host.Bot.Log.All, line => line.Contains("the-secret", StringComparison.Ordinal) || line.Contains("AADSTS", StringComparison.Ordinal));
    }

    private static async Task<TokenEndpoint> StartEndpointAsync()
    {
        Skip.IfNot(SignedHost.IsStandIn, Reason);
        return await TokenEndpoint.StartAsync();
    }

    private static Task<SignedHost> StartAsync(TokenEndpoint tokens, params (string Key, string Value)[] settings) =>
        SignedHost.StartWithOwnTokensAsync([("ToChannelFromBotLoginUrl", tokens.Url + "/{0}"), ("ValidateAuthority", "false"), .. settings]);

    private static async Task AskAsync(SignedHost host)
    {
        await host.PostAsync(host.Question(), $"Bearer {host.ChannelKey.Sign(host.ChannelClaims())}");
        Assert.Contains("1874", (string?)(await host.Connector.NextMessageAsync())["text"], StringComparison.Ordinal);
    }
}
