using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using QaBot.DirectLine;
using QaBot.Web.Chat;

namespace QaBot.Web.Tests.Http;

public sealed class LocalChannelTests : IDisposable
{
    private const string Question = "When was the lighthouse of Norrland built?";

    private readonly TestFolder _folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");

    public static TheoryData<bool> Modes => [false, true];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_web_chat_works_whether_the_bot_has_an_app_id_or_not(bool hasAppId)
    {
        await using var host = await StartAsync(hasAppId);
        using var chat = await ChatSession.StartAsync(host);

        var answer = await chat.AskAsync(Question);

        Assert.Contains("1874", (string?)answer["text"], StringComparison.Ordinal);
        Assert.Equal("webchat", (string?)answer["channelId"]);
        Assert.Equal("QaBot", (string?)answer["from"]!["name"]);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Nobody_else_can_speak_for_the_local_channel(bool hasAppId)
    {
        await using var host = await StartAsync(hasAppId);
        using var chat = await ChatSession.StartAsync(host);
        var own = host.Services.GetRequiredService<LocalAddress>().Value.AbsoluteUri;
        var activity = Activities.Message(Question, own, conversation: chat.Conversation).ToString();

        using var anonymous = await host.PostAsync(activity);
        using var asClient = await host.PostAsync(activity, headers: ("Authorization", $"Bearer {chat.Token}"));

        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, asClient.StatusCode);
        Assert.DoesNotContain(await chat.ActivitiesAsync(), sent => ((string?)sent["text"])?.Contains("1874", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task With_an_app_id_a_local_token_opens_no_other_service_address()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var host = await StartAsync(hasAppId: true);
        var local = host.Services.GetRequiredService<LocalTokens>().IssueForBot(host.Services.GetRequiredService<LocalAddress>().Value);

        using var response = await host.PostAsync(Activities.Message(Question, connector.Url).ToString(), headers: ("Authorization", $"Bearer {local}"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(connector.Attempts);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Only_the_bot_can_reply(bool hasAppId)
    {
        await using var host = await StartAsync(hasAppId);
        using var chat = await ChatSession.StartAsync(host);
        var forged = new JObject { ["type"] = "message", ["text"] = "forged", ["from"] = new JObject { ["id"] = "bot" } };

        using var response = await chat.SendAsync(HttpMethod.Post, $"/v3/conversations/{chat.Conversation}/activities", forged);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.DoesNotContain(await chat.ActivitiesAsync(), sent => (string?)sent["text"] == "forged");
    }

    private Task<BotHost> StartAsync(bool hasAppId) => BotHost.StartAsync(
        _folder, settings: hasAppId ? [("MicrosoftAppId", Guid.NewGuid().ToString()), ("MicrosoftAppPassword", "secret")] : []);
}
