using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace QaBot.DirectLine.Tests.Drivers;

/// <summary>A client that speaks Direct Line by hand.</summary>
internal sealed class DirectLineClient(DirectLineHost host, ConversationGrant grant)
{
    public string Id => grant.ConversationId;

    public string Token { get; set; } = grant.Token;

    public string Path => $"/v3/directline/conversations/{Id}";

    public static JsonObject Message(string text, string? clientActivityId = null) => new()
    {
        ["type"] = "message",
        ["text"] = text,
        ["from"] = new JsonObject { ["id"] = "somebody" },
        ["channelData"] = new JsonObject { ["clientActivityID"] = clientActivityId ?? Guid.NewGuid().ToString() },
    };

    public Task<HttpResponseMessage> PostAsync(string path, JsonNode? body = null) =>
        CallAsync(HttpMethod.Post, path, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> GetAsync(string path) => CallAsync(HttpMethod.Get, path);

    public async Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return await host.Http.SendAsync(request);
    }

    /// <returns>The address of the stream.</returns>
    public async Task<Uri> StartAsync()
    {
        using var response = await PostAsync("/v3/directline/conversations", new JsonObject { ["user"] = new JsonObject() });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return StreamUrl(await ReadAsync(response));
    }

    /// <returns>The address of the stream that goes on after a watermark.</returns>
    public async Task<Uri> ReconnectAsync(string watermark)
    {
        using var response = await GetAsync($"{Path}?watermark={watermark}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return StreamUrl(await ReadAsync(response));
    }

    /// <returns>The id of the activity.</returns>
    public async Task<string> SendAsync(string text) => await SendAsync(Message(text));

    public async Task<string> SendAsync(JsonObject activity)
    {
        using var response = await PostAsync($"{Path}/activities", activity);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (string)(await ReadAsync(response))["id"]!;
    }

    public async Task<(IReadOnlyList<JsonObject> Activities, string Watermark)> PollAsync(string watermark = "")
    {
        using var response = await GetAsync($"{Path}/activities?watermark={watermark}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await ReadAsync(response);
        return ([.. page["activities"]!.AsArray().Cast<JsonObject>()], (string)page["watermark"]!);
    }

    /// <summary>Polls until an activity has this text.</summary>
    public async Task<IReadOnlyList<JsonObject>> PollUntilAsync(string text)
    {
        IReadOnlyList<JsonObject> activities = [];
        await Wait.UntilAsync(async () =>
        {
            (activities, _) = await PollAsync();
            return activities.Any(activity => (string?)activity["text"] == text);
        });
        return activities;
    }

    /// <summary>Sends to the conversation as the bot does.</summary>
    /// <returns>The activity's id.</returns>
    public async Task<string> ReceiveFromBotAsync(JsonObject activity)
    {
        using var response = await host.Bot.CallAsync(HttpMethod.Post, $"{host.ServiceUrl}v3/conversations/{Id}/activities", activity);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (string)(await ReadAsync(response))["id"]!;
    }

    public Task<string> ReceiveFromBotAsync(string text) => ReceiveFromBotAsync(new JsonObject { ["type"] = "message", ["text"] = text });

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonObject>())!;

    private static Uri StreamUrl(JsonObject joined) => new((string)joined["streamUrl"]!);
}
