using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace QaBot.Benchmarks;

/// <summary>One person with the web chat open, as the stock client talks to Direct Line.</summary>
internal sealed class ChatClient : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly string _conversation;
    private readonly ClientWebSocket _socket = new();
    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<string, SentMessage> _byNumber = [];
    private readonly Dictionary<string, SentMessage> _byId = [];
    private readonly CancellationTokenSource _stopping = new();
    private Task _receiving = Task.CompletedTask;

    private ChatClient(HttpClient http, string conversation) => (_http, _conversation) = (http, conversation);

    public IReadOnlyCollection<SentMessage> Sent => _byNumber.Values;

    public int Doubled { get; private set; }

    /// <summary>Messages that the server did not accept.</summary>
    public int Refused { get; private set; }

    public static async Task<ChatClient> ConnectAsync(Uri server, CancellationToken cancellationToken)
    {
        var http = new HttpClient { BaseAddress = server };
        var token = await PostAsync(http, "api/directline/token", null, cancellationToken);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["token"]!);
        var conversation = await PostAsync(http, "v3/directline/conversations", new JsonObject(), cancellationToken);
        var client = new ChatClient(http, (string)conversation["conversationId"]!);
        await client._socket.ConnectAsync(new Uri((string)conversation["streamUrl"]!), cancellationToken);
        client._receiving = Task.Run(client.ReceiveAsync, CancellationToken.None);
        return client;
    }

    public async Task AskAsync(string question, CancellationToken cancellationToken)
    {
        var number = Guid.NewGuid().ToString("N");
        var message = new SentMessage(Stopwatch.GetTimestamp());
        lock (_lock)
            _byNumber[number] = message;
        var activity = new JsonObject { ["type"] = "message", ["text"] = question, ["channelData"] = new JsonObject { ["clientActivityID"] = number } };
        using var response = await _http.PostAsJsonAsync($"v3/directline/conversations/{_conversation}/activities", activity, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
            Refused++;
    }

    /// <summary>Waits until every message is answered, or for <paramref name="patience"/>.</summary>
    public async Task FinishAsync(TimeSpan patience)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < patience && !IsAnswered())
            await Task.Delay(50);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _receiving;
        _socket.Dispose();
        _http.Dispose();
        _stopping.Dispose();
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(path, body ?? [], cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!;
    }

    private bool IsAnswered()
    {
        lock (_lock)
            return _byNumber.Values.All(message => message.Answered is not null);
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        using var frame = new MemoryStream();
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(), _stopping.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;
                frame.Write(buffer, 0, received.Count);
                if (!received.EndOfMessage)
                    continue;
                Take(Encoding.UTF8.GetString(frame.GetBuffer(), 0, (int)frame.Length));
                frame.SetLength(0);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // What did not come until now is reported as lost.
        }
    }

    private void Take(string frame)
    {
        if (frame.Length == 0)
            return;
        lock (_lock)
        {
            foreach (var activity in JsonNode.Parse(frame)!["activities"]!.AsArray())
                Take(activity!.AsObject());
        }
    }

    private void Take(JsonObject activity)
    {
        var id = (string)activity["id"]!;
        if (!_seen.Add(id))
            Doubled++;
        if ((string?)activity["channelData"]?["clientActivityID"] is { } number && _byNumber.TryGetValue(number, out var own))
        {
            own.Echoed = Stopwatch.GetElapsedTime(own.At);
            _byId[id] = own;
        }
        else if ((string?)activity["replyToId"] is { } question && _byId.TryGetValue(question, out var asked))
        {
            var isMessage = (string?)activity["type"] == "message";
            if (isMessage || (string?)activity["channelData"]?["streamType"] == "streaming")
                asked.FirstText ??= Stopwatch.GetElapsedTime(asked.At);
            if (isMessage)
                asked.Answered ??= Stopwatch.GetElapsedTime(asked.At);
        }
    }

    /// <param name="At">A timestamp of <see cref="Stopwatch"/>.</param>
    internal sealed record SentMessage(long At)
    {
        public TimeSpan? Echoed { get; set; }

        public TimeSpan? FirstText { get; set; }

        public TimeSpan? Answered { get; set; }
    }
}
