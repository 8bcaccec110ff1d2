using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace QaBot.Testing.Models;

/// <summary>
/// A server of models on a free port of this machine: it speaks OpenAI's chat completions and embeddings over HTTP/1.1, records what it is asked, and
/// replies as it is told. Untold, it answers every question with <see cref="DefaultText"/> and makes vectors by <see cref="Embed"/>.
/// </summary>
public sealed class FakeModelServer : IAsyncDisposable
{
    public const string DefaultText = "The model says so. [1]";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ModelRequest> _requests = new();
    private readonly ConcurrentQueue<ModelReply> _script = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    /// <param name="certificate">Makes it speak TLS.</param>
    public FakeModelServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Without a path.</summary>
    public Uri Root => new(string.Create(CultureInfo.InvariantCulture, $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"));

    /// <summary>What an endpoint is set to.</summary>
    public Uri Endpoint => new(Root, "/v1");

    /// <summary>Every request that has fully arrived, oldest first.</summary>
    public IReadOnlyList<ModelRequest> Requests => [.. _requests];

    /// <summary>Where not null, requests with another key are refused.</summary>
    public string? Key { get; init; }

    /// <summary>Replies when nothing is scripted.</summary>
    public Func<ModelRequest, ModelReply> Reply { get; set; } = request =>
        request.Path.EndsWith("/chat/completions", StringComparison.Ordinal) ? ModelReply.Text(DefaultText)
        : request.Path.EndsWith("/embeddings", StringComparison.Ordinal) ? ModelReply.Vectors(Embed)
        : ModelReply.Status(404, """{"error":{"message":"Invalid URL","type":"invalid_request_error","param":null,"code":null}}""");

    /// <summary>The next requests get these, one each and in this order, whatever they ask.</summary>
    public void Script(params IEnumerable<ModelReply> replies)
    {
        foreach (var reply in replies)
            _script.Enqueue(reply);
    }

    /// <summary>Waits until one more request has arrived than were waited for before.</summary>
    public Task ArrivalAsync() => _arrived.WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>A vector of eight numbers and of length one in which texts with the same words are near each other.</summary>
    public static float[] Embed(string text)
    {
        var vector = new float[8];
        foreach (var word in text.ToLowerInvariant().Split([' ', '.', ',', '?', '!', '\n'], StringSplitOptions.RemoveEmptyEntries))
            vector[word.Aggregate(17u, (hash, unit) => (hash * 31) + unit) % 8]++;
        var length = MathF.Sqrt(vector.Sum(number => number * number));
        return length == 0 ? [1, 0, 0, 0, 0, 0, 0, 0] : [.. vector.Select(number => number / length)];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
        _arrived.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                await using var network = new NetworkStream(socket);
                await using var stream = await SecureAsync(network);
                var request = await ReadAsync(stream);
                if (request is null)
                    return;
                _requests.Enqueue(request);
                _arrived.Release();
                await ReplyTo(request).WriteAsync(request, new ModelConnection(socket, stream, _stop.Token));
                await stream.FlushAsync(_stop.Token);
                // What is closed with something unread is reset, and the reply with it.
                socket.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, which tests make it do.
            }
        }
    }

    private ModelReply ReplyTo(ModelRequest request)
    {
        if (_script.TryDequeue(out var scripted))
            return scripted;
        return Key is null || request.Key == Key
            ? Reply(request)
            : ModelReply.Status(401, OpenAIWire.Error("Incorrect API key provided: {key}. You can find your API key at https://platform.openai.com/account/api-keys.", code: "invalid_api_key"));
    }

    private async Task<Stream> SecureAsync(Stream network)
    {
        if (_certificate is null)
            return network;
        var secure = new SslStream(network);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        return secure;
    }

    /// <returns>Null when the connection ended before a request.</returns>
    private async Task<ModelRequest?> ReadAsync(Stream stream)
    {
        if (await ReadLineAsync(stream) is not { Length: > 0 } start)
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(stream) is { Length: > 0 } line)
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        var body = headers.TryGetValue("Content-Length", out var length)
            ? await ReadBytesAsync(stream, int.Parse(length, CultureInfo.InvariantCulture))
            : headers.ContainsKey("Transfer-Encoding") ? await ReadChunksAsync(stream) : [];
        var words = start.Split(' ');
        return new ModelRequest(words[0], words[1], headers, Encoding.UTF8.GetString(body));
    }

    private async Task<byte[]> ReadChunksAsync(Stream stream)
    {
        var all = new List<byte>();
        while (await ReadLineAsync(stream) is { } size)
        {
            var chunk = await ReadBytesAsync(stream, int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            all.AddRange(chunk);
            await ReadLineAsync(stream);
            if (chunk.Length == 0)
                break;
        }

        return [.. all];
    }

    private async Task<byte[]> ReadBytesAsync(Stream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, _stop.Token);
        return bytes;
    }

    private async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) > 0)
        {
            if (one[0] == '\n')
                return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return line.Count == 0 ? null : Encoding.ASCII.GetString([.. line]);
    }
}
