using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Newtonsoft.Json.Linq;
using QaBot.DirectLine;
using QaBot.Web.Bot;
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
    [InlineData("01234567-89ab-cdef-0123-456789abcdef", "", "MicrosoftAppPassword")]
    [InlineData("01234567-89AB-CDEF-0123-456789ABCDEF", "secret", "MicrosoftAppId")]
    [InlineData("my-bot", "secret", "MicrosoftAppId")]
    public async Task It_works_with_an_app_id_that_other_channels_cannot_use_and_the_log_says_so(string id, string password, string key)
    {
        await using var host = await StartAsync(hasAppId: false, ("MicrosoftAppId", id), ("MicrosoftAppPassword", password));
        using var chat = await ChatSession.StartAsync(host);

        var answer = await chat.AskAsync(Question);
        using var anonymous = await host.PostAsync(Activities.Message(Question, "http://127.0.0.1:1").ToString());

        Assert.Contains("1874", (string?)answer["text"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Contains(host.Log.All, line => line.StartsWith($"Warning: {key}", StringComparison.Ordinal));
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

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task It_works_where_only_https_is_served_with_a_certificate_of_the_machines_own(bool hasAppId)
    {
        var certificate = Certificates.Save(_folder);
        await using var host = await StartAsync(hasAppId, ("urls", "https://127.0.0.1:0"), ("Kestrel:Certificates:Default:Path", certificate));
        using var chat = await ChatSession.StartAsync(host);

        var answer = await chat.AskAsync(Question);

        Assert.StartsWith("https://", host.Services.GetRequiredService<LocalAddress>().Value.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("1874", (string?)answer["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(QaBot.DirectLine.ServiceCollectionExtensions.BotClient)]
    [InlineData(LocalChannelClients.Name)]
    public async Task No_other_certificate_is_taken_for_the_own_server(string client)
    {
        await using var other = await FakeConnector.StartAsync(Certificates.Create());
        await using var host = await StartAsync(hasAppId: false, ("urls", "https://127.0.0.1:0"), ("Kestrel:Certificates:Default:Path", Certificates.Save(_folder)));
        using var http = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient(client);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(other.Url));

        Assert.IsType<AuthenticationException>(refused.InnerException);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task No_proxy_stands_between_the_bot_and_the_local_channel(bool hasAppId)
    {
        await using var host = await BotHost.StartWithAsync(
            _folder,
            services => services.ConfigureHttpClientDefaults(client => client.UseSocketsHttpHandler((handler, _) => handler.Proxy = new WebProxy("http://127.0.0.1:9"))),
            Settings(hasAppId));
        using var chat = await ChatSession.StartAsync(host);

        Assert.Contains("1874", (string?)(await chat.AskAsync(Question))["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_app_id_a_turn_that_the_bot_begins_itself_reaches_the_local_channel_without_the_apps_credentials()
    {
        await using var host = await StartAsync(hasAppId: true);
        using var chat = await ChatSession.StartAsync(host);
        var reference = ReferenceTo(chat, host.Services.GetRequiredService<LocalAddress>().Value.AbsoluteUri);

        await host.Services.GetRequiredService<QaAdapter>().ContinueConversationAsync(
            host.Services.GetRequiredService<AppRegistration>().Id, reference, (turn, cancellation) => turn.SendActivityAsync("By the way.", cancellationToken: cancellation), CancellationToken.None);

        Assert.Contains(await chat.ActivitiesAsync(), sent => (string?)sent["text"] == "By the way.");
    }

    [Fact]
    public async Task A_turn_of_the_local_channel_cannot_reply_elsewhere()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var host = await StartAsync(hasAppId: false);
        var authentication = host.Services.GetRequiredService<BotFrameworkAuthentication>();
        var own = host.Services.GetRequiredService<LocalAddress>().Value;
        var activity = new Activity { Type = "message", ServiceUrl = own.AbsoluteUri, ChannelId = "webchat" };

        var local = await authentication.AuthenticateRequestAsync(activity, $"Bearer {host.Services.GetRequiredService<LocalTokens>().IssueForBot(own)}", default);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => local.ConnectorFactory.CreateAsync(connector.Url, "", default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(
            () => authentication.CreateConnectorFactory(local.ClaimsIdentity).CreateAsync(connector.Url, "", default));
        Assert.Empty(connector.Attempts);
    }

    [SkippableFact]
    public async Task It_works_on_an_address_of_the_network()
    {
        var address = NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(one => one.Address).FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(one));
        Skip.If(address is null, "This machine has no address but loopback.");
        await using var host = await StartAsync(hasAppId: false, ("urls", $"http://{address}:0"), ("Web:Public", "true"));
        using var chat = await ChatSession.StartAsync(host);

        Assert.Contains("1874", (string?)(await chat.AskAsync(Question))["text"], StringComparison.Ordinal);
        using var unsigned = await host.PostAsync(Activities.Message(Question, "http://127.0.0.1:9"));
        using var blank = await host.PostAsync(Activities.Message(Question, "http://127.0.0.1:9").ToString(), headers: ("Authorization", " "));
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, blank.StatusCode);
    }

    [Fact]
    public async Task An_answer_under_way_when_the_host_stops_still_reaches_the_page()
    {
        using var model = new PiecemealModel();
        await using var host = await BotHost.StartAsync(_folder, model);
        using var chat = await ChatSession.StartAsync(host);
        var joined = await chat.CallAsync(HttpMethod.Get, $"/v3/directline/conversations/{chat.Conversation}?watermark=0");
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri((string)joined["streamUrl"]!), default);
        var seen = ReadToEndAsync(socket);
        await chat.SendAsync(Question);
        await model.Asked;

        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.StopApplication();
        var stopping = host.StopAsync();
        model.Write("The lighthouse of Norrland was built in 1874 [1].\n");
        model.Complete();

        Assert.Contains("built in 1874. [1]", await seen, StringComparison.Ordinal);
        await stopping.WaitAsync(Wait.Limit);
        Assert.DoesNotContain(host.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    /// <summary>Everything that a socket brings until the server closes it.</summary>
    private static async Task<string> ReadToEndAsync(WebSocket socket)
    {
        using var limit = new CancellationTokenSource(Wait.Limit);
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await socket.ReceiveAsync(buffer, limit.Token) is { MessageType: not WebSocketMessageType.Close } received)
            text.Write(buffer, 0, received.Count);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static ConversationReference ReferenceTo(ChatSession chat, string serviceUrl) => new()
    {
        ChannelId = "webchat",
        ServiceUrl = serviceUrl,
        Conversation = new ConversationAccount(id: chat.Conversation),
        Bot = new ChannelAccount("bot"),
        User = new ChannelAccount(chat.UserId),
    };

    private Task<BotHost> StartAsync(bool hasAppId, params (string Key, string Value)[] settings) => BotHost.StartAsync(_folder, settings: [.. Settings(hasAppId), .. settings]);

    private static (string Key, string Value)[] Settings(bool hasAppId) =>
        hasAppId ? [("MicrosoftAppId", Guid.NewGuid().ToString()), ("MicrosoftAppPassword", "secret")] : [];
}
