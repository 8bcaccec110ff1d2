using System.Globalization;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using QaBot.Testing;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Telemetry;

/// <summary>What a collector gets from the host.</summary>
public sealed class OtlpTests
{
    private const string Text = "zanzibarite";

    /// <remarks>In a process of its own: the SDK counts no further with an instrument once any meter of that name is disposed of, and other tests dispose of theirs.</remarks>
    [SkippableFact]
    public async Task Traces_and_metrics_arrive_without_text_tokens_or_health_checks()
    {
        Skip.If(OperatingSystem.IsWindows(), "A process is asked to end the Unix way.");
        await using var collector = new OtlpCollector();
        using var folder = new TestFolder().WithArticle("mine.txt", $"The mine of Orn yielded {Text} until 1870.");
        using var host = await HostProcess.StartAsync(
            folder,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_SERVICE_NAME", "qabot-under-test"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "200"));

        (await host.Client.GetAsync("/health/live")).Dispose();
        using var chat = new ChatSession(host.Client.BaseAddress!);
        await chat.OpenAsync();
        var stream = (string)(await chat.CallAsync(HttpMethod.Post, "/v3/directline/conversations", new JObject()))["streamUrl"]!;
        var token = stream[(stream.IndexOf("t=", StringComparison.Ordinal) + 2)..];
        using (var socket = new ClientWebSocket())
        {
            await socket.ConnectAsync(new Uri(stream), default).WaitAsync(Wait.Limit);
            await chat.AskAsync($"Until when did the mine of Orn yield {Text}?");
            socket.Abort();
        }

        await Wait.UntilAsync(() => Has(collector.Traces, "answer question") && Has(collector.Traces, "/v3/directline/conversations"));
        await Wait.UntilAsync(() => Has(collector.Metrics, "qabot.answers") && Has(collector.Metrics, "http.server.request.duration"));
        await host.StopAsync();

        var all = collector.Traces + collector.Metrics;
        Assert.Contains("qabot-under-test", collector.Traces, StringComparison.Ordinal);
        Assert.Contains("dotnet.gc.collections", collector.Metrics, StringComparison.Ordinal);
        Assert.True(token.Length > 20);
        Assert.DoesNotContain(token[..20], all, StringComparison.Ordinal);
        Assert.DoesNotContain(chat.Token[..20], all, StringComparison.Ordinal);
        Assert.DoesNotContain(Text, all, StringComparison.OrdinalIgnoreCase);
        Assert.Matches(PathOf("/v3/directline/conversations"), collector.Traces);
        Assert.DoesNotMatch(PathOf("/health"), collector.Traces);
        Assert.DoesNotMatch(PathOf("[^ ]*/stream"), collector.Traces);
    }

    [SkippableFact]
    public async Task Without_an_address_nothing_of_OpenTelemetry_is_loaded()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "What a process has loaded is read from /proc.");
        using var folder = new TestFolder().WithArticle("mine.txt", "The mine of Orn yielded salt until 1870.");
        using var host = await HostProcess.StartAsync(folder, ("OTEL_EXPORTER_OTLP_ENDPOINT", ""));
        await host.PostAsync(Activities.Message("Until when did the mine of Orn yield salt?", "http://127.0.0.1:1"));

        var loaded = await File.ReadAllTextAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{host.Id}/maps"));

        Assert.Contains("QaBot.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", loaded, StringComparison.Ordinal);
    }

    /// <summary>A protobuf message has a few bytes between a tag's name and its value.</summary>
    private static Regex PathOf(string path) => new($"url\\.path.{{1,8}}{path}", RegexOptions.Singleline);

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);
}
