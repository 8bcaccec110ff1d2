using System.CommandLine;
using QaBot.Cli.Output;
using QaBot.Review;
using QaBot.Review.Exports;

namespace QaBot.Cli.Reviews;

internal sealed class ExportCommand : StoreCommand
{
    private readonly Option<string?> _csv = File("--csv", "Write a row for each claim and quote that was judged, for spreadsheets.");
    private readonly Option<string?> _jsonl = File("--jsonl", "Write a line for each reviewed answer, with everything.");
    private readonly Option<string?> _golden = File("--golden", "Write the test cases that reviewers made, as a set for 'eval --set'.");

    public ExportCommand(Terminal terminal, Option<bool> debug)
        : base("export", "Writes reviewed answers and test cases to files.", terminal, debug)
    {
        foreach (var option in Outputs)
            Options.Add(option);
        Validators.Add(result =>
        {
            if (!Outputs.Any(option => result.GetResult(option) is not null))
                result.AddError("Say what to write: --csv, --jsonl or --golden.");
        });
    }

    protected override IReadOnlyList<string> Examples => ["reviews export --csv reviews.csv --jsonl reviews.jsonl", "reviews export --golden reviewed.jsonl"];

    private Option<string?>[] Outputs => [_csv, _jsonl, _golden];

    protected override async Task<int> RunAsync(ParseResult parsed, IReviewStore store, CancellationToken cancellationToken)
    {
        await WriteAsync(parsed.GetValue(_csv), ReviewExport.CsvAsync(store, cancellationToken), cancellationToken);
        await WriteAsync(parsed.GetValue(_jsonl), ReviewExport.JsonLinesAsync(store, cancellationToken).Select(line => line + "\n"), cancellationToken);
        if (parsed.GetValue(_golden) is { } golden)
            await WriteAsync(golden, (await ReviewExport.GoldenAsync(store, cancellationToken)).Select(line => line + "\n").ToAsyncEnumerable(), cancellationToken);
        return ExitCode.Done;
    }

    private static Option<string?> File(string name, string description)
    {
        var option = new Option<string?>(name) { HelpName = "FILE", Description = description };
        option.Validators.Add(RejectEmpty);
        return option;
    }

    private async Task WriteAsync(string? name, IAsyncEnumerable<string> parts, CancellationToken cancellationToken)
    {
        if (name is null)
            return;
        try
        {
            var lines = await WholeFile.WriteAsync(Path.GetFullPath(name, Terminal.Folder), parts, cancellationToken);
            Terminal.Note($"{name}: {Counted.Of(lines, "line")}.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new WrongUseException($"Cannot write {name}: {problem.Message}", problem);
        }
    }
}
