using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QaBot.Testing;

/// <summary>A collector on this machine that takes OTLP over HTTP and keeps what it gets.</summary>
internal sealed class OtlpCollector : IDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentQueue<(string Path, string Text)> _received = new();

    private OtlpCollector(HttpListener listener, string url)
    {
        (_listener, Url) = (listener, url);
        _ = TakeAsync();
    }

    public string Url { get; }

    /// <summary>All that was sent to a path: the texts of a protobuf message stand in its bytes as they are.</summary>
    public string Received(string path) => string.Concat(_received.Where(request => request.Path == path).Select(request => request.Text));

    public string Traces => Received("/v1/traces");

    public string Metrics => Received("/v1/metrics");

    public static OtlpCollector Start()
    {
        while (true)
        {
            var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
            var listener = new HttpListener();
            listener.Prefixes.Add(url + "/");
            try
            {
                listener.Start();
                return new OtlpCollector(listener, url);
            }
            catch (HttpListenerException)
            {
                // Somebody else was given the port meanwhile.
            }
        }
    }

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private async Task TakeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            _received.Enqueue((context.Request.Url!.AbsolutePath, Encoding.UTF8.GetString(body.ToArray())));
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }
}
