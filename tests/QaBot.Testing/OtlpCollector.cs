using QaBot.Testing.Models;

namespace QaBot.Testing;

/// <summary>A collector on this machine that takes OTLP over HTTP and keeps what it gets.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly FakeModelServer _server = new()
    {
        Reply = _ => new ModelReply((_, connection) => connection.WriteHeadAsync(200, "application/x-protobuf", ("Content-Length", "0")).AsTask()),
    };

    public string Url => _server.Root.ToString();

    public string Traces => Received("/v1/traces");

    public string Metrics => Received("/v1/metrics");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>The texts of a protobuf message stand in its bytes as they are.</summary>
    private string Received(string path) => string.Concat(_server.Requests.Where(request => request.Path == path).Select(request => request.Body));
}
