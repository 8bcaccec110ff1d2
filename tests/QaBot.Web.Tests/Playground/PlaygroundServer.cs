using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Playground;

/// <summary>Microsoft's Agents Playground from npm, in a Node.js process of its own on a free port of this machine.</summary>
/// <remarks>It opens no browser, sends no telemetry, listens on 127.0.0.1 only and reaches nothing but this machine.</remarks>
internal sealed class PlaygroundServer : IAsyncDisposable
{
    private const string OutsideMark = "OUTSIDE ";

    private static readonly string s_package = Path.Combine(TestFolder.Repository, "tests", "node_modules", "@microsoft", "m365agentsplayground");

    private readonly Process _node;
    private readonly DirectoryInfo _folder;
    private readonly ConcurrentQueue<string> _outside = new();

    private PlaygroundServer(Process node, DirectoryInfo folder, Uri address)
    {
        (_node, _folder, Address) = (node, folder, address);
        node.OutputDataReceived += (_, _) => { };
        node.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(OutsideMark, StringComparison.Ordinal) == true)
                _outside.Enqueue(line.Data[OutsideMark.Length..]);
        };
        // Read, so that it never waits for a reader.
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Other machines that it tried to reach, in vain.</summary>
    public IReadOnlyCollection<string> Outside => _outside;

    /// <param name="bot">Where the bot listens.</param>
    /// <param name="channel">msteams, emulator or webchat.</param>
    /// <remarks>Skips the test when Node.js or the npm package is missing.</remarks>
    public static async Task<PlaygroundServer> StartAsync(Uri bot, string channel)
    {
        Skip.IfNot(Directory.Exists(s_package), "tests/node_modules has no @microsoft/m365agentsplayground; tests/run installs it.");
        var folder = Directory.CreateTempSubdirectory("qabot-playground-");
        var port = FreePort();
        var node = Start(folder, Path.Combine(s_package, "cli.js"), "start", "-e", new Uri(bot, "/api/messages").AbsoluteUri, "-c", channel, "-p", $"{port}", "--dt");
        var address = new Uri($"http://127.0.0.1:{port}/");
        var server = new PlaygroundServer(node, folder, address);
        try
        {
            using var client = new HttpClient();
            await Wait.UntilAsync(async () => node.HasExited ? throw new InvalidOperationException("The Playground ended at once.") : await AnswersAsync(client, address));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_node.HasExited)
            _node.Kill(entireProcessTree: true);
        await _node.WaitForExitAsync();
        _node.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Process Start(DirectoryInfo folder, params string[] arguments)
    {
        var preload = Path.Combine(TestFolder.Repository, "tests", "QaBot.Web.Tests", "Playground", "loopback-only.cjs");
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NODE_OPTIONS"] = $"--require=\"{preload}\"";
        start.Environment["TEAMSAPPTESTER_BROWSER"] = "none";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            folder.Delete(recursive: true);
            throw new SkipException("Node.js was not found.");
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri address)
    {
        try
        {
            using var response = await client.GetAsync(address);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
