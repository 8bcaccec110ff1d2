using System.Net;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http;

public sealed class AzureDirectLineTests : IDisposable
{
    private readonly TestFolder _folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_page_gets_azures_token_for_its_user_and_origin()
    {
        await using var azure = await FakeAzureDirectLine.StartAsync();
        await using var host = await StartAsync(azure);
        using var chat = new ChatSession(host);

        var token = await chat.OpenAsync();

        Assert.Equal("token-of-azure-0", (string?)token["token"]);
        Assert.Equal(3600, (int)token["expires_in"]!);
        Assert.Equal($"{azure.Url}/v3/directline", (string?)token["domain"]);
        var asked = Assert.Single(azure.Generated);
        Assert.Equal(chat.UserId, (string?)asked["user"]!["id"]);
        Assert.Equal(host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority), (string?)asked["trustedOrigins"]![0]);
    }

    [Fact]
    public async Task A_reload_goes_on_with_the_conversation_of_this_browser_only()
    {
        await using var azure = await FakeAzureDirectLine.StartAsync();
        await using var host = await StartAsync(azure);
        using var mine = new ChatSession(host);
        using var theirs = new ChatSession(host);
        await mine.OpenAsync();

        var again = await mine.OpenAsync("azure-0");
        var foreign = await theirs.OpenAsync("azure-0");

        Assert.Equal("new-token-of-azure-0", (string?)again["token"]);
        Assert.False((bool)again["isNew"]!);
        Assert.Equal("azure-1", (string?)foreign["conversationId"]);
        Assert.True((bool)foreign["isNew"]!);
    }

    [Fact]
    public async Task The_local_direct_line_is_off()
    {
        await using var azure = await FakeAzureDirectLine.StartAsync();
        await using var host = await StartAsync(azure);
        using var chat = new ChatSession(host);
        await chat.OpenAsync();

        using var start = await chat.SendAsync(HttpMethod.Post, "/v3/directline/conversations", []);
        using var reply = await chat.SendAsync(HttpMethod.Post, "/v3/conversations/c/activities", []);

        Assert.Equal(HttpStatusCode.NotFound, start.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task A_failing_azure_is_said_without_the_secret(int status)
    {
        await using var azure = await FakeAzureDirectLine.StartAsync();
        azure.Status = status;
        await using var host = await StartAsync(azure);
        using var chat = new ChatSession(host);

        using var response = await chat.AskForTokenAsync();

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("ChatUnavailable", (string?)JObject.Parse(await response.Content.ReadAsStringAsync())["error"]!["code"]);
        Assert.Contains(host.Log.All, line => line.Contains("Azure Direct Line gave no token", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.All, line => line.Contains(FakeAzureDirectLine.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_secret_reaches_no_browser()
    {
        await using var azure = await FakeAzureDirectLine.StartAsync();
        await using var host = await StartAsync(azure);
        using var chat = new ChatSession(host);

        using var token = await chat.AskForTokenAsync();
        using var page = await host.Client.GetAsync("/");

        foreach (var response in new[] { token, page })
        {
            Assert.True(response.IsSuccessStatusCode);
            Assert.DoesNotContain(FakeAzureDirectLine.Secret, response + await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_azure_out_of_reach_is_said()
    {
        await using var host = await BotHost.StartAsync(
            _folder, settings: [("Web:DirectLineSecret", FakeAzureDirectLine.Secret), ("Web:DirectLineEndpoint", "http://127.0.0.1:1")]);
        using var chat = new ChatSession(host);

        using var response = await chat.AskForTokenAsync();

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }

    private Task<BotHost> StartAsync(FakeAzureDirectLine azure) => BotHost.StartAsync(
        _folder, settings: [("Web:DirectLineSecret", FakeAzureDirectLine.Secret), ("Web:DirectLineEndpoint", azure.Url)]);
}
