using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using QaBot.Cli.Batches;
using QaBot.Cli.Output;
using QaBot.Passages;

namespace QaBot.Cli.Commands;

internal sealed class IndexCommand : CommandWithExamples
{
    private readonly Option<string?> _corpus = CorpusOption();
    private readonly Option<bool> _json = new("--json") { Description = "Write the report as one line of JSON." };

    public IndexCommand(Terminal terminal, Option<bool> debug)
        : base("index", "Builds or refreshes the index and reports on every file that could not be read.", terminal, debug)
    {
        Options.Add(_corpus);
        Options.Add(_json);
        SetAction(RunAsync);
    }

    protected override IReadOnlyList<string> Examples => ["index", "index --corpus ~/articles", "index --json"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var pipeline = new Pipeline(Terminal, LogLevelOf(parsed), CorpusSetting(parsed.GetValue(_corpus)));
        var report = await pipeline.RefreshAsync(cancellationToken);
        if (parsed.GetValue(_json))
            Terminal.Out.WriteLine(JsonSerializer.Serialize(IndexJson.From(report), BatchJson.Readable.IndexJson));
        else
            Print(report);
        return ExitCode.Done;
    }

    private void Print(IndexReport report)
    {
        var ink = new Ink(Terminal.OutHasColor);
        foreach (var failure in report.Failures)
            Terminal.Out.WriteLine($"{ink.Bad("failed")}  {Ink.Printable(failure.Name)}: {Ink.Printable(failure.Problem ?? "")}");
        var states = report.Files.CountBy(file => file.State).OrderBy(count => count.Key)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value:N0} {count.Key.ToString().ToLowerInvariant()}"));
        Terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Counted.Of(report.ArticleCount, "article")}, {Counted.Of(report.PassageCount, "passage")} ({string.Join(", ", states)}) in {report.Elapsed.TotalSeconds:0.00} s"));
    }
}
