using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QaBot.Cli;
using QaBot.Configuration;
using QaBot.Telemetry;
using QaBot.Testing;
using QaBot.Tests.Cli;

namespace QaBot.Tests.Telemetry;

public sealed class OtlpExportTests
{
    private const string Text = "zanzibarite";

    /// <remarks>In a process of its own: the SDK counts no further with an instrument once any meter of that name is disposed of, and other tests dispose of theirs.</remarks>
    [Fact]
    public async Task The_command_line_sends_traces_and_metrics_before_it_ends_and_no_text()
    {
        await using var collector = new OtlpCollector();
        using var cli = new CliDriver();
        cli.Write("articles/mine.txt", $"The mine of Orn yielded {Text} until 1870.");
        cli.Write("appsettings.json", $$"""
            { "Corpus": { "Path": "articles" }, "Answering": { "Prompts": {{System.Text.Json.JsonSerializer.Serialize(Fakes.RepositoryFiles.Prompts)}} },
              "Telemetry": { "Otlp": { "Endpoint": "{{collector.Url}}", "Protocol": "http/protobuf" } } }
            """);

        var result = await cli.RunProcessAsync(["ask", $"Until when did the mine yield {Text}?"]);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("1870", result.Out, StringComparison.Ordinal);
        Assert.Contains("answer question", collector.Traces, StringComparison.Ordinal);
        Assert.Contains("service.name", collector.Traces, StringComparison.Ordinal);
        Assert.Contains("qabot.answers", collector.Metrics, StringComparison.Ordinal);
        Assert.Contains("qabot.index.passages", collector.Metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(Text, collector.Traces + collector.Metrics, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("", " ", false)]
    [InlineData("http://127.0.0.1:4317", null, true)]
    [InlineData(null, "http://127.0.0.1:4317", true)]
    public void Nothing_is_sent_without_an_address(string? setting, string? variable, bool isSent)
    {
        var configuration = Settings(("Telemetry:Otlp:Endpoint", setting), ("OTEL_EXPORTER_OTLP_ENDPOINT", variable));

        Assert.Equal(isSent, OtlpExport.IsConfigured(configuration));
    }

    [Theory]
    [InlineData("Telemetry:Otlp:Endpoint", "collector:4317")]
    [InlineData("Telemetry:Otlp:Endpoint", "here")]
    [InlineData("Telemetry:Otlp:Protocol", "udp")]
    public void A_setting_that_makes_no_sense_is_named(string key, string value) => Assert.StartsWith(
        key + ": ",
        Assert.Throws<ConfigurationException>(() => new ServiceCollection().AddSection<TelemetryOptions>(Settings((key, value)), TelemetryOptions.Section)).Message,
        StringComparison.Ordinal);

    private static IConfigurationRoot Settings(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build();
}
