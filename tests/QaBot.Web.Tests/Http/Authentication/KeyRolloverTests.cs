using System.Net;

namespace QaBot.Web.Tests.Http.Authentication;

/// <summary>What happens when an issuer takes a new key. Of the stand-in only: the official packages learn of one when their metadata have grown old.</summary>
public sealed class KeyRolloverTests
{
    private const string Reason = "The official packages do not fetch the keys again for one that they do not know.";

    [SkippableFact]
    public async Task A_new_key_is_known_at_once()
    {
        Skip.IfNot(SignedHost.IsStandIn, Reason);
        await using var host = await SignedHost.StartAsync();
        await host.AssertAnsweredAsync(host.Question(), $"Bearer {host.ChannelKey.Sign(host.ChannelClaims())}");
        using var next = new SigningKey("channel-3");

        host.Metadata.Publish("channel", next.ToJson(["msteams"]));

        await host.AssertAnsweredAsync(host.Question(), $"Bearer {next.Sign(host.ChannelClaims())}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.PostAsync(host.Question(), $"Bearer {host.ChannelKey.Sign(host.ChannelClaims())}")).Status);
    }

    [SkippableFact]
    public async Task Known_keys_do_not_wait_for_a_server_that_hangs()
    {
        Skip.IfNot(SignedHost.IsStandIn, Reason);
        await using var host = await SignedHost.StartAsync();
        var authorization = $"Bearer {host.ChannelKey.Sign(host.ChannelClaims())}";
        await host.AssertAnsweredAsync(host.Question(), authorization);
        var asked = new TaskCompletionSource();
        var released = new TaskCompletionSource();
        host.Metadata.Intercept = async _ =>
        {
            asked.TrySetResult();
            await released.Task;
            return false;
        };

        var unknown = host.PostAsync(host.Question(), $"Bearer {host.ChannelKey.Sign(host.ChannelClaims(), keyId: "unknown")}");
        await asked.Task.WaitAsync(Wait.Limit);
        await host.AssertAnsweredAsync(host.Question(), authorization);
        Assert.False(unknown.IsCompleted);
        released.SetResult();

        Assert.Equal(HttpStatusCode.Unauthorized, (await unknown).Status);
    }
}
