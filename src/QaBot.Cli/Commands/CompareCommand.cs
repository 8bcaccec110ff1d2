using System.CommandLine;
using System.Text.Json;
using QaBot.Answering;
using QaBot.Cli.Batches;
using QaBot.Cli.Output;
using QaBot.Configuration;
using QaBot.Workbench;

namespace QaBot.Cli.Commands;

internal sealed class CompareCommand : CommandWithExamples
{
    private readonly Argument<string> _first = new("first") { Description = "A prompt's name." };
    private readonly Argument<string> _second = new("second") { Description = "Another prompt's name." };
    private readonly Argument<string> _question = new("question") { Description = "The question; '-' reads it from stdin." };
    private readonly Option<string?> _corpus = CorpusOption();
    private readonly Option<bool> _json = new("--json") { Description = "Write both answers as one line of JSON." };

    private readonly Option<string[]> _history = new("--history")
    {
        HelpName = "earlier",
        AllowMultipleArgumentsPerToken = true,
        Description = "What the user asked before, oldest first.",
    };

    public CompareCommand(Terminal terminal, Option<bool> debug)
        : base("compare", "Answers a question with two prompts and shows the answers side by side.", terminal, debug)
    {
        Arguments.Add(_first);
        Arguments.Add(_second);
        Arguments.Add(_question);
        Options.Add(_history);
        Options.Add(_json);
        Options.Add(_corpus);
        SetAction(RunAsync);
    }

    protected override IReadOnlyList<string> Examples =>
    [
        "compare Concise Detailed \"How many pages of US evidence did Mexico publish?\"",
        "compare Concise QuotesOnly \"And who arrested him?\" --history \"Who is General Cienfuegos?\" --json",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var text = parsed.GetRequiredValue(_question);
        if (text == "-")
            text = (await Terminal.In.ReadToEndAsync(cancellationToken)).TrimEnd('\r', '\n');
        var history = (parsed.GetValue(_history) ?? []).Select(earlier => new ConversationTurn(ConversationRole.User, earlier));
        var question = new Question(text) { History = [.. history] };
        await using var pipeline = new Pipeline(Terminal, LogLevelOf(parsed), CorpusSetting(parsed.GetValue(_corpus)));
        var (first, second) = (await PromptAsync(pipeline, parsed.GetRequiredValue(_first), cancellationToken), await PromptAsync(pipeline, parsed.GetRequiredValue(_second), cancellationToken));
        if (first == second)
            throw new WrongUseException($"Both prompts are '{first.Name}': there is nothing to compare.");
        await pipeline.OpenCorpusAsync(cancellationToken);
        var comparison = await pipeline.Get<PromptWorkbench>().CompareAsync(question, first, second, cancellationToken);
        if (parsed.GetValue(_json))
            await Terminal.Out.WriteLineAsync(JsonSerializer.Serialize(ComparisonJson.From(comparison), BatchJson.Readable.ComparisonJson));
        else
            Print(comparison);
        return ExitCode.Done;
    }

    /// <exception cref="ConfigurationException">There is no such prompt, or it cannot be used.</exception>
    private static async Task<PromptIdentity> PromptAsync(Pipeline pipeline, string name, CancellationToken cancellationToken) =>
        (await pipeline.Get<PromptLibrary>().GetAsync(name, cancellationToken)).Prompt!.Identity;

    private void Print(PromptComparison comparison)
    {
        var columns = new ComparisonPrinter(Terminal);
        if (columns.Fits && comparison.WordingMatters)
            columns.Print(comparison);
        else
            new MarkdownPrinter(Terminal.Out, Terminal.Width, new Ink(Terminal.OutHasColor)).Print(PromptWorkbench.Describe(comparison));
    }
}
