namespace QaBot.Web.Tests.Http.Authentication;

/// <summary>A channel's address is trusted once its token is; another address that it names is not.</summary>
public sealed class RedirectionTests
{
    [SkippableTheory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Neither_the_reply_nor_the_bots_token_goes_where_a_channel_redirects_to(int status)
    {
        await using var elsewhere = await FakeConnector.StartAsync();
        await using var host = await SignedHost.StartAsync();
        host.Connector.Decide = (_, _) => Task.FromResult(status);
        host.Connector.Location = elsewhere.Url;

        await host.PostAsync(host.Question(), $"Bearer {host.ChannelKey.Sign(host.ChannelClaims())}");
        await Wait.UntilAsync(() => host.Bot.Log.All.Any(line => line.StartsWith("Error: A reply could not be sent", StringComparison.Ordinal)));
        await host.Bot.StopAsync();

        Assert.Empty(elsewhere.Attempts);
        Assert.DoesNotContain(host.Bot.Log.All, line => line.Contains(elsewhere.Url, StringComparison.Ordinal));
    }
}
