using System.CommandLine;
using QaBot.Cli.Commands;

namespace QaBot.Cli.Reviews;

/// <summary>What reviewers found, in and out of the store, and deleting what users asked.</summary>
internal sealed class ReviewsCommand : CommandWithExamples
{
    public ReviewsCommand(Terminal terminal, Option<bool> debug)
        : base("reviews", "Writes and reads reviews of stored answers, and deletes stored answers.", terminal, debug)
    {
        Subcommands.Add(new ExportCommand(terminal, debug));
        Subcommands.Add(new ImportCommand(terminal, debug));
        Subcommands.Add(new DeleteCommand(terminal, debug));
    }

    protected override IReadOnlyList<string> Examples => [.. Subcommands.OfType<StoreCommand>().SelectMany(command => command.Shown)];
}
