using System.Security.Claims;
using System.Security.Principal;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using QaBot.Web.Bot;
using QaBot.Web.Bot.Workbench;
using QaBot.Web.Chat;
using QaBot.Web.Tests.Chat;

namespace QaBot.Web.Tests.Bot.Workbench;

public sealed class WorkbenchPolicyTests
{
    private const string Own = "http://127.0.0.1:3978";
    private const string Playground = "http://localhost:56150/_connector";
    private const string Emulator = "http://localhost:51000";
    private const string Azure = "https://smba.trafficmanager.net/emea/";

    [Theory]
    [InlineData("emulator", Emulator)]
    [InlineData("emulator", Playground)]
    [InlineData("msteams", Playground)]
    [InlineData("webchat", Playground)]
    [InlineData("directline", "http://[::1]:56150/_connector")]
    public void Unsigned_and_on_this_machine_it_is_on_whatever_the_channel(string channel, string serviceUrl) =>
        Assert.True(IsOn(channel, serviceUrl, Unsigned));

    [Theory]
    [InlineData("emulator", Azure)]
    [InlineData("msteams", Azure)]
    [InlineData("emulator", "http://localhost.example.com/")]
    [InlineData("emulator", "nonsense")]
    [InlineData("emulator", null)]
    public void Unsigned_it_is_off_when_replies_leave_this_machine(string channel, string? serviceUrl) =>
        Assert.False(IsOn(channel, serviceUrl, Unsigned));

    [Theory]
    [InlineData("emulator", Emulator)]
    [InlineData("msteams", Playground)]
    public void Where_everyone_is_served_unsigned_nobody_has_it_for_saying_so(string channel, string serviceUrl) =>
        Assert.False(IsOn(channel, serviceUrl, Unsigned, allowAnonymous: true));

    [Theory]
    [InlineData("emulator", Emulator, true)]
    [InlineData("emulator", "https://tunnel.example/", true)]
    [InlineData("msteams", Azure, false)]
    [InlineData("webchat", Azure, false)]
    [InlineData("msteams", Playground, false)]
    public void Signed_it_is_on_for_the_Emulator_only(string channel, string serviceUrl, bool expected) =>
        Assert.Equal(expected, IsOn(channel, serviceUrl, Signed, allowAnonymous: true));

    [Theory]
    [InlineData("webchat")]
    [InlineData("emulator")]
    public void The_web_chat_of_this_server_has_it_only_when_it_is_switched_on(string channel)
    {
        Assert.False(IsOn(channel, Own, Signed));
        Assert.True(IsOn(channel, Own, Signed, WorkbenchMode.On));
    }

    [Fact]
    public void Switched_off_it_is_off_and_switched_on_it_is_on_for_all()
    {
        Assert.False(IsOn("emulator", Emulator, Unsigned, WorkbenchMode.Off));
        Assert.True(IsOn("msteams", Azure, Signed, WorkbenchMode.On));
        Assert.True(IsOn("emulator", Azure, Unsigned, WorkbenchMode.On, allowAnonymous: true));
    }

    [Fact]
    public void Without_a_sender_it_is_off() => Assert.False(IsOn("emulator", Emulator, null));

    private static ClaimsIdentity Unsigned => new([], "anonymous");

    private static ClaimsIdentity Signed => new([new Claim("aud", "app")], "Bearer");

    private static bool IsOn(string channel, string? serviceUrl, IIdentity? sender, WorkbenchMode mode = WorkbenchMode.Auto, bool allowAnonymous = false)
    {
        using var server = new ListeningServer(Own);
        var policy = new WorkbenchPolicy(Options.Create(new BotOptions { Workbench = mode, AllowAnonymous = allowAnonymous }), new LocalAddress(server));
        using var turn = new TurnContext(new TestAdapter(), new Activity { Type = ActivityTypes.Message, ChannelId = channel, ServiceUrl = serviceUrl });
        if (sender is not null)
            turn.TurnState.Add(BotAdapter.BotIdentityKey, sender);
        return policy.IsOnFor(turn);
    }
}
