using System.CommandLine;
using Microsoft.Extensions.Configuration;
using QaBot.Cli.Commands;
using QaBot.Configuration;
using QaBot.Review;
using QaBot.Review.Sqlite;

namespace QaBot.Cli.Reviews;

/// <summary>A command on the reviews of the configured corpus, or of another one.</summary>
internal abstract class StoreCommand : CommandWithExamples
{
    /// <summary>Who the audit log names.</summary>
    protected const string Who = "command line";

    private readonly Option<string?> _corpus = CorpusOption();

    protected StoreCommand(string name, string description, Terminal terminal, Option<bool> debug)
        : base(name, description, terminal, debug)
    {
        Options.Add(_corpus);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Shown => Examples;

    protected abstract Task<int> RunAsync(ParseResult parsed, IReviewStore store, CancellationToken cancellationToken);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var corpus = CorpusSetting(parsed.GetValue(_corpus));
        var configuration = new ConfigurationBuilder().AddQaBot(Terminal.Folder).AddInMemoryCollection(corpus.Value is null ? [] : [corpus]).Build();
        await using var store = await SqliteReviewStore.OpenAsync(AnswerLog.PathFor(configuration), TimeProvider.System, cancellationToken);
        return await RunAsync(parsed, store, cancellationToken);
    }
}
