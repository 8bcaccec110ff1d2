using System.Text.Json;
using QaBot.Cli;

namespace QaBot.Tests.Cli;

public sealed class IndexTests : IDisposable
{
    private readonly CliDriver _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task The_report_names_every_file_that_failed_with_the_reason_and_is_no_failure()
    {
        _cli.Write("articles/port.txt", "The harbour of Lisbon opened in 1887.");
        _cli.Write("articles/empty.txt", "");

        var result = await _cli.RunAsync("index");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Empty(result.Error);
        Assert.Matches("(?m)^failed  empty.txt: .+", result.Out);
        Assert.Contains("1 article, 1 passage (", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', result.Out);
    }

    [Fact]
    public async Task The_report_is_there_as_json()
    {
        _cli.Write("articles/port.txt", "The harbour of Lisbon opened in 1887.");
        _cli.Write("articles/empty.txt", "");

        var result = await _cli.RunAsync("index", "--json");

        var report = JsonDocument.Parse(result.Out).RootElement;
        Assert.Equal((1, 1), (report.GetProperty("articles").GetInt32(), report.GetProperty("passages").GetInt32()));
        var files = report.GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("name").GetString()!);
        Assert.Equal("failed", files["empty.txt"].GetProperty("state").GetString());
        Assert.NotEmpty(files["empty.txt"].GetProperty("problem").GetString()!);
        Assert.Equal(JsonValueKind.Null, files["port.txt"].GetProperty("problem").ValueKind);
    }

    [Fact]
    public async Task The_corpus_folder_is_never_written()
    {
        _cli.Write("articles/port.txt", "The harbour of Lisbon opened in 1887.");

        await _cli.RunAsync("index");
        await _cli.RunAsync("ask", "When did the harbour open?", "--record");

        Assert.Equal([_cli.PathOf("articles/port.txt")], Directory.EnumerateFileSystemEntries(_cli.PathOf("articles")));
    }
}
