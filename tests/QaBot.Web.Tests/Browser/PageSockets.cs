using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace QaBot.Web.Tests.Browser;

/// <summary>The sockets of a page, through which what it hears can be changed, and which can be dropped.</summary>
internal sealed class PageSockets
{
    private readonly ConcurrentQueue<(IWebSocketRoute Page, IWebSocketRoute Server)> _open = new();
    private int _opened;

    /// <summary>How many the page has opened until now.</summary>
    public int Opened => _opened;

    /// <param name="rewrite">Changes what the server says; null for nothing.</param>
    public static async Task<PageSockets> WatchAsync(IPage page, Func<string, string>? rewrite = null)
    {
        var sockets = new PageSockets();
        await page.RouteWebSocketAsync("**/v3/directline/**", socket => sockets.Connect(socket, rewrite));
        return sockets;
    }

    /// <summary>Closes the sockets that are open, at both ends.</summary>
    public async Task DropAsync()
    {
        while (_open.TryDequeue(out var socket))
        {
            await socket.Server.CloseAsync();
            await socket.Page.CloseAsync(new() { Code = 4000, Reason = "a test" });
        }
    }

    private void Connect(IWebSocketRoute socket, Func<string, string>? rewrite)
    {
        var server = socket.ConnectToServer();
        if (rewrite is not null)
            server.OnMessage(frame => socket.Send(rewrite(frame.Text ?? "")));
        _open.Enqueue((socket, server));
        Interlocked.Increment(ref _opened);
    }
}
