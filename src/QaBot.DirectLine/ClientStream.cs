using System.Net.WebSockets;

namespace QaBot.DirectLine;

/// <summary>
/// One client's socket: sends what follows the client's watermark, at the pace that the client takes it. It holds nothing that waits:
/// a client that is slow for too long is dropped, and resumes where it was.
/// </summary>
internal sealed class ClientStream(WebSocket socket, Conversation conversation, DirectLineOptions options, TimeProvider time)
{
    // The stock client sends empty messages only.
    private const int LongestMessage = 4096;

    // For the other side to agree to the end.
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Ends when the client leaves or is dropped, or when the conversation has ended and everything in it is sent.</summary>
    public async Task RunAsync(long watermark)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(conversation.Ended);
        using var receiving = new CancellationTokenSource();
        var received = ReceiveAsync(receiving.Token);
        var sent = SendAsync(watermark, ending.Token);
        await Task.WhenAny(received, sent);
        await ending.CancelAsync();
        await sent;
        await CloseAsync();
        receiving.CancelAfter(CloseTimeout);
        await received;
    }

    private async Task SendAsync(long watermark, CancellationToken ending)
    {
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                var page = conversation.Log.Read(watermark, out var grown);
                watermark = page.Watermark;
                if (page.Activities.Count > 0)
                    await SendAsync(page);
                else if (ending.IsCancellationRequested)
                    return;
                else
                    await grown.WaitAsync(ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
        }
    }

    private async Task SendAsync(ActivityPage page)
    {
        using var timeout = new CancellationTokenSource(options.SocketSendTimeout, time);
        await socket.SendAsync(page.ToUtf8(), WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, timeout.Token);
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[256];
        var length = 0;
        try
        {
            while (length <= LongestMessage)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;
                length = received.EndOfMessage ? 0 : length + received.Count;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
        }
    }

    private async Task CloseAsync()
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var timeout = new CancellationTokenSource(CloseTimeout);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
        }
    }
}
