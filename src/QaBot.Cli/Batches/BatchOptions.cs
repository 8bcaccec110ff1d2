using System.CommandLine;
using System.CommandLine.Parsing;

namespace QaBot.Cli.Batches;

/// <summary>The options <c>--batch</c> and <c>--out</c> of a command.</summary>
internal sealed class BatchOptions
{
    public Option<string?> Batch { get; } = new("--batch")
    {
        HelpName = "in.jsonl",
        Description = "Work through a file, one JSON object a line; the results keep its order.",
    };

    public Option<string?> Out { get; } = new("--out")
    {
        HelpName = "out.jsonl",
        Description = "Where the results of --batch go. It appears when they are complete; until then they are in out.jsonl.partial.",
    };

    /// <summary>Adds the options and what their use together with other symbols must obey.</summary>
    /// <param name="notTogether">What belongs to a single question only.</param>
    public void AddTo(Command command, params IReadOnlyList<Symbol> notTogether)
    {
        command.Options.Add(Batch);
        command.Options.Add(Out);
        command.Validators.Add(result => Check(result, notTogether));
    }

    /// <summary>The files that were named; null without the options.</summary>
    /// <exception cref="WrongUseException">One of them cannot be used.</exception>
    public BatchFiles? Open(ParseResult parsed, Terminal terminal) =>
        parsed.GetValue(Batch) is { } batch ? new BatchFiles(terminal.Folder, batch, parsed.GetValue(Out)!) : null;

    private void Check(CommandResult result, IReadOnlyList<Symbol> notTogether)
    {
        var (batch, output) = (result.GetResult(Batch) is not null, result.GetResult(Out) is not null);
        if (batch != output)
            result.AddError("--batch and --out go together.");
        foreach (var symbol in batch ? notTogether : [])
        {
            if (IsGiven(result.GetResult(symbol.Name)))
                result.AddError($"--batch cannot be combined with {(symbol is Argument ? $"a {symbol.Name}" : symbol.Name)}.");
        }
    }

    private static bool IsGiven(SymbolResult? result) => result is OptionResult { Implicit: false } or ArgumentResult { Tokens.Count: > 0 };
}
