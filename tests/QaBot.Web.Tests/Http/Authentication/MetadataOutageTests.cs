using System.Net;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http.Authentication;

/// <summary>When the issuer's keys cannot be had, no token can be checked: nobody is let in, and the sender is told that it is not the token's fault.</summary>
public sealed class MetadataOutageTests
{
    private static readonly Dictionary<string, Func<HttpContext, Task>> Outages = new()
    {
        ["is not found"] = context => Status(context, 404),
        ["is broken"] = context => Status(context, 500),
        ["is empty"] = context => Status(context, 200),
        ["is no JSON"] = context => context.Response.WriteAsync("<html>Sign in to the hotel's network</html>"),
        ["is JSON of something else"] = context => context.Response.WriteAsync("[]"),
        ["breaks off"] = context => { context.Abort(); return Task.CompletedTask; },
        ["leads elsewhere"] = context => { context.Response.Redirect("http://127.0.0.1:9/keys"); return Task.CompletedTask; },
    };

    public static TheoryData<string> Kinds => [.. Outages.Keys];

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Without_keys_a_request_is_not_served_and_its_sender_is_told(string outage)
    {
        await using var host = await SignedHost.StartAsync();
        host.Metadata.Intercept = async context =>
        {
            await Outages[outage](context);
            return true;
        };

        var (status, body) = await host.PostAsync(host.Question(), $"Bearer {host.ChannelKey.Sign(host.ChannelClaims())}");

        Assert.True(status == HttpStatusCode.ServiceUnavailable, $"{status}: {body}");
        Assert.Equal("ServiceUnavailable", (string?)JObject.Parse(body)["error"]!["code"]);
        Assert.Contains(host.Bot.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("keys cannot be had", StringComparison.Ordinal));
        Assert.Empty(host.Connector.Attempts);
    }

    [SkippableFact]
    public async Task Where_the_issuer_has_no_keys_no_token_is_good()
    {
        await using var host = await SignedHost.StartAsync();
        host.Metadata.Intercept = async context =>
        {
            await context.Response.WriteAsync("""{"issuer":"x"}""");
            return true;
        };

        await host.AssertRefusedAsync(host.Question(), $"Bearer {host.ChannelKey.Sign(host.ChannelClaims())}");
    }

    [SkippableFact]
    public async Task Once_the_keys_can_be_had_requests_are_served()
    {
        await using var host = await SignedHost.StartAsync();
        host.Metadata.Intercept = async context =>
        {
            await Status(context, 500);
            return true;
        };
        var authorization = $"Bearer {host.ChannelKey.Sign(host.ChannelClaims())}";
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.PostAsync(host.Question(), authorization)).Status);
        host.Metadata.Intercept = _ => Task.FromResult(false);

        // The SDK may wait before it asks again.
        await Wait.UntilAsync(async () => (await host.PostAsync(host.Question(), authorization)).Status == HttpStatusCode.OK);

        Assert.Contains("1874", (string?)(await host.Connector.NextMessageAsync())["text"], StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Known_keys_go_on_working_while_their_server_is_down()
    {
        await using var host = await SignedHost.StartAsync();
        var authorization = $"Bearer {host.ChannelKey.Sign(host.ChannelClaims())}";
        await host.AssertAnsweredAsync(host.Question(), authorization);

        await host.Metadata.StopAsync();
        await host.PostAsync(host.Question(), $"Bearer {host.ChannelKey.Sign(host.ChannelClaims(), keyId: "unknown")}");

        await host.AssertAnsweredAsync(host.Question(), authorization);
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
