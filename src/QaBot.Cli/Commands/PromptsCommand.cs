using System.CommandLine;
using System.Text.Json;
using QaBot.Answering;
using QaBot.Cli.Batches;
using QaBot.Cli.Output;

namespace QaBot.Cli.Commands;

internal sealed class PromptsCommand : CommandWithExamples
{
    private readonly Option<bool> _json = new("--json") { Description = "Write the list as one line of JSON." };

    public PromptsCommand(Terminal terminal, Option<bool> debug)
        : base("prompts", "Lists the prompts that answers can be written with, and what is wrong with those that cannot be used.", terminal, debug)
    {
        Options.Add(_json);
        SetAction(RunAsync);
    }

    protected override IReadOnlyList<string> Examples => ["prompts", "prompts --json"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var pipeline = new Pipeline(Terminal, LogLevelOf(parsed));
        var prompts = await pipeline.Get<PromptLibrary>().ListAsync(cancellationToken);
        if (parsed.GetValue(_json))
            await Terminal.Out.WriteLineAsync(JsonSerializer.Serialize(prompts, BatchJson.Readable.IReadOnlyListPromptListing));
        else
            Print(prompts);
        return ExitCode.Done;
    }

    private void Print(IReadOnlyList<PromptListing> prompts)
    {
        var ink = new Ink(Terminal.OutHasColor);
        if (prompts.Count == 0)
            Terminal.Out.WriteLine("The prompts folder holds no prompt for answers.");
        foreach (var prompt in prompts)
        {
            var facts = string.Join(", ", new[] { prompt.Hash?[..12], prompt.IsConfigured ? "configured" : null }.OfType<string>());
            Terminal.Out.WriteLine($"{ink.Heading(Ink.Printable(prompt.Name))}{(facts.Length == 0 ? "" : ink.Faint($" ({facts})"))}");
            foreach (var (text, isProblem) in new[] { (prompt.Description, false), (prompt.Problem, true) })
            {
                if (string.IsNullOrWhiteSpace(text))
                    continue;
                var line = Ink.Printable(CommandLine.OneLine(text));
                new WrappingWriter(Terminal.Out, Terminal.Width, indent: 4).Write(isProblem ? ink.Bad(line) : line);
                Terminal.Out.WriteLine();
            }
        }
    }
}
