using System.Globalization;
using System.Text;
using System.Text.Json;

namespace QaBot.Testing.Models;

/// <summary>How a <see cref="FakeModelServer"/> replies to one request, byte for byte.</summary>
public sealed class ModelReply(Func<ModelRequest, ModelConnection, Task> write)
{
    private const string Json = "application/json";
    private const string Events = "text/event-stream; charset=utf-8";

    /// <summary>An answer as OpenAI sends it, streamed where the request asks for that.</summary>
    public static ModelReply Text(string text, string finish = "stop") => new((request, connection) => request.IsStreamed
        ? Streamed(OpenAIWire.Stream(text, request.Model, request.WantsUsage, finish)).WriteAsync(request, connection)
        : Status(200, OpenAIWire.Completion(text, request.Model, finish)).WriteAsync(request, connection));

    /// <summary>A vector for each input, in base64 where the request asks for that.</summary>
    public static ModelReply Vectors(Func<string, float[]> embed) => new((request, connection) => Status(200, OpenAIWire.Embeddings(
        [.. request.Inputs.Select(embed)],
        request.Json.TryGetProperty("encoding_format", out var format) && format.GetString() == "base64",
        request.Model)).WriteAsync(request, connection));

    /// <summary>A status and a body; <c>{key}</c> and <c>{text}</c> in it become what the request brought, as servers repeat it.</summary>
    public static ModelReply Status(int status, string body, string contentType = Json, params IEnumerable<(string Name, string Value)> headers) => new(async (request, connection) =>
    {
        var told = Encoding.UTF8.GetBytes(body
            .Replace("{key}", Escaped(request.Key ?? ""), StringComparison.Ordinal)
            .Replace("{text}", Escaped(request.Body.Length == 0 ? "" : request.Text), StringComparison.Ordinal));
        var filled = headers.Select(header => (header.Name, header.Value.Replace("{key}", request.Key, StringComparison.Ordinal)));
        await connection.WriteHeadAsync(status, contentType, [("Content-Length", told.Length.ToString(CultureInfo.InvariantCulture)), .. filled]);
        await connection.WriteAsync(told);
    });

    /// <summary>Events, each with its <c>data:</c> and an empty line, one chunk an event.</summary>
    public static ModelReply Streamed(params IEnumerable<string> events) => Raw([.. events.Select(data => $"data: {data}\n\n")]);

    /// <summary>Whatever an event stream may look like, in chunks.</summary>
    public static ModelReply Raw(params IEnumerable<string> chunks) => RawBytes(chunks.Select(Encoding.UTF8.GetBytes));

    public static ModelReply RawBytes(IEnumerable<byte[]> chunks) => new(async (_, connection) =>
    {
        await connection.WriteHeadAsync(200, Events, ("Transfer-Encoding", "chunked"));
        foreach (var chunk in chunks.Where(chunk => chunk.Length > 0))
            await connection.WriteChunkAsync(chunk);
        await connection.WriteChunkAsync(Array.Empty<byte>());
    });

    /// <summary>An event stream whose end is the connection's, as old servers send it: a cut looks like an end.</summary>
    public static ModelReply UntilClosed(params IEnumerable<byte[]> chunks) => new(async (_, connection) =>
    {
        await connection.WriteHeadAsync(200, Events);
        foreach (var chunk in chunks)
            await connection.WriteAsync(chunk);
    });

    /// <summary>The connection breaks off within a chunked body.</summary>
    public static ModelReply CutAfter(params IEnumerable<byte[]> chunks) => new(async (_, connection) =>
    {
        await connection.WriteHeadAsync(200, Events, ("Transfer-Encoding", "chunked"));
        foreach (var chunk in chunks)
            await connection.WriteChunkAsync(chunk);
    });

    /// <summary>Not even a status.</summary>
    public static ModelReply Silence { get; } = new((_, connection) => connection.HangAsync());

    /// <summary>The beginning of an answer, and then nothing.</summary>
    public static ModelReply StallsAfter(params IEnumerable<string> chunks) => new(async (_, connection) =>
    {
        await connection.WriteHeadAsync(200, Events, ("Transfer-Encoding", "chunked"));
        foreach (var chunk in chunks)
            await connection.WriteChunkAsync(Encoding.UTF8.GetBytes(chunk));
        await connection.HangAsync();
    });

    public static ModelReply Reset { get; } = new((_, connection) =>
    {
        connection.Reset();
        return Task.CompletedTask;
    });

    /// <summary>Waits for something before it replies.</summary>
    public ModelReply After(Task what) => new(async (request, connection) =>
    {
        await what.WaitAsync(connection.Stopped);
        await WriteAsync(request, connection);
    });

    public Task WriteAsync(ModelRequest request, ModelConnection connection) => write(request, connection);

    private static string Escaped(string text) => JsonSerializer.Serialize(text)[1..^1];
}
