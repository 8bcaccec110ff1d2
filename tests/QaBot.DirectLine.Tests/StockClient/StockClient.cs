using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using QaBot.DirectLine.Tests.Drivers;

namespace QaBot.DirectLine.Tests.StockClient;

/// <summary>botframework-directlinejs from <c>tests/node_modules</c>, run by Node.js (bridge.mjs).</summary>
internal sealed class StockClient : IAsyncDisposable
{
    private readonly Process _node;
    private readonly Channel<JsonObject> _events = Channel.CreateUnbounded<JsonObject>();
    private readonly Task _reading;

    private StockClient(Process node) => (_node, _reading) = (node, ReadAsync(node.StandardOutput));

    /// <summary>All events so far that <see cref="NextAsync"/> passed, in their order.</summary>
    public List<JsonObject> Seen { get; } = [];

    /// <param name="transport">websocket or polling.</param>
    /// <param name="options">More options of the client, such as a watermark.</param>
    /// <exception cref="SkipException">Node.js or a package is missing.</exception>
    public static StockClient Start(DirectLineHost host, string token, string transport, JsonObject? options = null)
    {
        var modules = Path.Combine(Repository.Root, "tests", "node_modules");
        var bridge = Path.Combine(Repository.Root, "tests", "QaBot.DirectLine.Tests", "StockClient", "bridge.mjs");
        foreach (var package in new[] { "botframework-directlinejs", "ws", "xhr2" })
            Skip.IfNot(Directory.Exists(Path.Combine(modules, package)), $"{package} is not installed; tests/run installs it.");
        var all = options?.DeepClone().AsObject() ?? [];
        all["token"] = token;
        all["domain"] = $"{host.ServiceUrl}v3/directline";
        try
        {
            return new StockClient(Process.Start(new ProcessStartInfo("node", [bridge, modules, transport, all.ToJsonString()])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!);
        }
        catch (Win32Exception)
        {
            throw new SkipException("Node.js is not installed.");
        }
    }

    public async Task CommandAsync(JsonObject command) => await _node.StandardInput.WriteLineAsync(command.ToJsonString());

    public Task PostAsync(JsonObject activity) => CommandAsync(new JsonObject { ["post"] = activity });

    /// <summary>The next event that has this member, over any others.</summary>
    public async Task<JsonNode> NextAsync(string member, Func<JsonNode, bool>? where = null)
    {
        using var limit = new CancellationTokenSource(Wait.Limit);
        while (true)
        {
            var next = await _events.Reader.ReadAsync(limit.Token);
            Seen.Add(next);
            if (next[member] is { } value && (where is null || where(value)))
                return value;
        }
    }

    public Task<JsonNode> NextActivityAsync(string text) => NextAsync("activity", activity => (string?)activity["text"] == text);

    public Task<JsonNode> NextStatusAsync(int status) => NextAsync("status", value => (int)value == status);

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        if (!_node.WaitForExit(Wait.Limit))
            _node.Kill();
        await _reading;
        _node.Dispose();
    }

    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
            _events.Writer.TryWrite(JsonNode.Parse(line)!.AsObject());
        _events.Writer.Complete();
    }
}
