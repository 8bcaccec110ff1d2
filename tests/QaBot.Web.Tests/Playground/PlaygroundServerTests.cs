using System.Net;
using System.Net.NetworkInformation;

namespace QaBot.Web.Tests.Playground;

/// <summary>What keeps the Playground to this machine.</summary>
[Collection(PlaygroundTests.Name)]
public sealed class PlaygroundServerTests(PlaygroundBot bot)
{
    [SkippableFact]
    public async Task It_listens_on_this_machine_only()
    {
        await using var playground = await PlaygroundServer.StartAsync(bot.Host.Client.BaseAddress!, "msteams");

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == playground.Address.Port);

        Assert.Equal([IPAddress.Loopback], listeners.Select(listener => listener.Address));
    }
}
