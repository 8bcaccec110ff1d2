using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http;

/// <summary>A browser with the web chat open, as far as HTTP goes: it keeps cookies, has a token and polls.</summary>
internal sealed class ChatSession : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    public ChatSession(BotHost host)
        : this(host.Client.BaseAddress!)
    {
    }

    public ChatSession(Uri host)
    {
        var handler = new SocketsHttpHandler { CookieContainer = _cookies };
        // Tests that serve https do so with a certificate of their own.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        _http = new HttpClient(handler) { BaseAddress = host };
    }

    public string Token { get; private set; } = "";

    public string Conversation { get; private set; } = "";

    public string UserId { get; private set; } = "";

    public static async Task<ChatSession> StartAsync(BotHost host)
    {
        var session = new ChatSession(host);
        await session.OpenAsync();
        await session.CallAsync(HttpMethod.Post, "/v3/directline/conversations", new JObject());
        return session;
    }

    /// <summary>Asks for a token, of the conversation if one is given.</summary>
    public async Task<JObject> OpenAsync(string? conversation = null)
    {
        using var response = await AskForTokenAsync(conversation is null ? "" : new JObject { ["conversationId"] = conversation }.ToString());
        response.EnsureSuccessStatusCode();
        var token = JObject.Parse(await response.Content.ReadAsStringAsync());
        (Token, Conversation, UserId) = ((string)token["token"]!, (string)token["conversationId"]!, (string)token["userId"]!);
        return token;
    }

    public async Task<HttpResponseMessage> AskForTokenAsync(string body = "", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/directline/token");
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request);
    }

    /// <summary>Sends and returns the id under which the activity was taken.</summary>
    public async Task<string> SendAsync(string text)
    {
        var activity = new JObject { ["type"] = "message", ["text"] = text, ["from"] = new JObject { ["id"] = UserId } };
        return (string)(await CallAsync(HttpMethod.Post, $"/v3/directline/conversations/{Conversation}/activities", activity))["id"]!;
    }

    /// <summary>Sends and waits for the message that answers.</summary>
    public async Task<JObject> AskAsync(string text)
    {
        var id = await SendAsync(text);
        JObject? answer = null;
        await Wait.UntilAsync(async () => (answer = (await ActivitiesAsync()).FirstOrDefault(activity => IsAnswer(activity, id))) is not null);
        return answer!;
    }

    public async Task<IReadOnlyList<JObject>> ActivitiesAsync() =>
        [.. (await CallAsync(HttpMethod.Get, $"/v3/directline/conversations/{Conversation}/activities"))["activities"]!.Cast<JObject>()];

    public async Task<JObject> CallAsync(HttpMethod method, string path, JObject? body = null)
    {
        using var response = await SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return JObject.Parse(text);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JObject? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) } };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = new StringContent(body.ToString(), Encoding.UTF8, "application/json");
        return await _http.SendAsync(request);
    }

    public void Dispose() => _http.Dispose();

    private static bool IsAnswer(JObject activity, string id) => (string?)activity["replyToId"] == id && (string?)activity["type"] == "message";
}
