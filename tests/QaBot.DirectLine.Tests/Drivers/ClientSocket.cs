using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace QaBot.DirectLine.Tests.Drivers;

/// <summary>A client's end of a stream.</summary>
internal sealed class ClientSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonObject> _ahead = new();

    /// <summary>The watermark of the last page that was read.</summary>
    public string Watermark { get; private set; } = "";

    public WebSocketState State => _socket.State;

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    /// <exception cref="WebSocketException">The server refuses the socket.</exception>
    public static async Task<ClientSocket> OpenAsync(Uri url, string? origin = null)
    {
        var client = new ClientSocket();
        if (origin is not null)
            client._socket.Options.SetRequestHeader("Origin", origin);
        using var limit = new CancellationTokenSource(Wait.Limit);
        await client._socket.ConnectAsync(url, limit.Token);
        return client;
    }

    /// <returns>The activities of one frame; null when the socket has ended.</returns>
    public async Task<IReadOnlyList<JsonObject>?> ReadPageAsync()
    {
        using var limit = new CancellationTokenSource(Wait.Limit);
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, limit.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                    return null;
                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                    break;
            }
        }
        catch (WebSocketException)
        {
            return null;
        }

        var page = JsonNode.Parse(message.ToArray())!;
        Watermark = (string)page["watermark"]!;
        return [.. page["activities"]!.AsArray().Cast<JsonObject>()];
    }

    public async Task<JsonObject> NextAsync()
    {
        while (_ahead.Count == 0)
        {
            foreach (var activity in await ReadPageAsync() ?? throw new InvalidOperationException("The socket has ended."))
                _ahead.Enqueue(activity);
        }

        return _ahead.Dequeue();
    }

    public async Task<IReadOnlyList<JsonObject>> NextAsync(int count)
    {
        var activities = new List<JsonObject>();
        while (activities.Count < count)
            activities.Add(await NextAsync());
        return activities;
    }

    public Task SendAsync(string text) => _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    public void Dispose() => _socket.Dispose();
}
