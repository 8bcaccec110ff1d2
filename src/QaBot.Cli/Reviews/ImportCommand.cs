using System.CommandLine;
using QaBot.Cli.Output;
using QaBot.Review;
using QaBot.Review.Exports;

namespace QaBot.Cli.Reviews;

internal sealed class ImportCommand : StoreCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "One review a line, or what 'reviews export --jsonl' wrote." };
    private readonly Option<bool> _replace = new("--replace") { Description = "Let a review take the place of one that the same reviewer has stored." };

    public ImportCommand(Terminal terminal, Option<bool> debug)
        : base("import", "Reads reviews that were made elsewhere; all of them or, when a line is wrong, none.", terminal, debug)
    {
        Arguments.Add(_file);
        Options.Add(_replace);
    }

    protected override IReadOnlyList<string> Examples => ["reviews import reviews.jsonl"];

    protected override async Task<int> RunAsync(ParseResult parsed, IReviewStore store, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(_file);
        try
        {
            var lines = await File.ReadAllLinesAsync(Path.GetFullPath(name, Terminal.Folder), cancellationToken);
            Terminal.Note($"{Counted.Of(await ReviewImport.RunAsync(store, lines, parsed.GetValue(_replace), cancellationToken), "review")} stored.");
            return ExitCode.Done;
        }
        catch (Exception problem) when (problem is ReviewImportException or IOException or UnauthorizedAccessException)
        {
            throw new WrongUseException($"{name}: {problem.Message}", problem);
        }
    }
}
