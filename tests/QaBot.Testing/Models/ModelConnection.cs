using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace QaBot.Testing.Models;

/// <summary>One request's connection, on which a <see cref="ModelReply"/> writes its bytes.</summary>
public sealed class ModelConnection(Socket socket, Stream stream, CancellationToken stopped)
{
    /// <summary>Cancelled when the server is taken down.</summary>
    public CancellationToken Stopped { get; } = stopped;

    public ValueTask WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => stream.WriteAsync(bytes, Stopped);

    public async ValueTask WriteHeadAsync(int status, string contentType, params IEnumerable<(string Name, string Value)> headers)
    {
        var head = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Status\r\nContent-Type: {contentType}\r\nConnection: close\r\n"));
        foreach (var (name, value) in headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        await WriteAsync(head.Append("\r\n").ToString());
    }

    /// <summary>A piece of a body that is sent with <c>Transfer-Encoding: chunked</c>; an empty one ends it.</summary>
    public async ValueTask WriteChunkAsync(ReadOnlyMemory<byte> bytes)
    {
        await WriteAsync(bytes.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
        await WriteAsync(bytes);
        await WriteAsync("\r\n");
    }

    /// <summary>Writes nothing more until the client goes away or the server is taken down.</summary>
    public async Task HangAsync()
    {
        var buffer = new byte[1];
        while (await stream.ReadAsync(buffer, Stopped) > 0)
        {
        }
    }

    /// <summary>Breaks the connection so that the other side sees a reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }
}
