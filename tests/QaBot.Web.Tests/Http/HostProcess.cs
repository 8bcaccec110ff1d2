using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using QaBot.Testing;

namespace QaBot.Web.Tests.Http;

/// <summary>The program as a process of its own, which can be killed.</summary>
internal sealed partial class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private HostProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public HttpClient Client { get; } = new();

    /// <param name="environment">Settings and whatever else the process is to find.</param>
    public static async Task<HostProcess> StartAsync(TestFolder folder, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Corpus__Path"] = folder.Corpus;
        start.Environment["Answering__Prompts"] = Path.Combine(TestFolder.Repository, "prompts");
        start.Environment["Bot__SendAttempts"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var host = new HostProcess(Process.Start(start)!);
        var port = Listening().Match(await host.LineAsync("QaBot listens on")).Groups[1].Value;
        host.Client.BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        return host;
    }

    public async Task PostAsync(JObject activity, string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(activity.ToString(), Encoding.UTF8, "application/json") };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        (await Client.SendAsync(request)).EnsureSuccessStatusCode().Dispose();
    }

    /// <summary>Waits until the process has logged a line that contains the text.</summary>
    public async Task<string> LineAsync(string text)
    {
        await Wait.UntilAsync(() => _process.HasExited || _lines.Any(line => line.Contains(text, StringComparison.Ordinal)));
        return _lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) ?? throw new InvalidOperationException(string.Join('\n', _lines));
    }

    /// <summary>Ends it as a service manager does: what is under way is finished.</summary>
    public async Task StopAsync()
    {
        _process.Terminate();
        await _process.WaitForExitAsync().WaitAsync(Wait.Limit);
    }

    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        Client.Dispose();
    }

    [GeneratedRegex(@"listens on http://127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}
