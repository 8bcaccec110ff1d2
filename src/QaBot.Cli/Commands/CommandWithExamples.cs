using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Logging;

namespace QaBot.Cli.Commands;

/// <summary>A command whose help ends with examples to copy, and with the options that every command shares.</summary>
internal abstract class CommandWithExamples(string name, string description, Terminal terminal, Option<bool> debug)
    : Command(name, description)
{
    /// <summary>What stands before a command when it is run from the repository.</summary>
    private const string Program = "dotnet run --project src/QaBot.Cli -- ";

    protected Terminal Terminal { get; } = terminal;

    /// <summary>What follows the program's name, one example a line.</summary>
    protected abstract IReadOnlyList<string> Examples { get; }

    /// <summary>The help's last section; nothing for commands without examples.</summary>
    public static void WriteExamples(Command command, TextWriter output)
    {
        IReadOnlyList<string> examples = command switch
        {
            CommandWithExamples own => own.Examples,
            RootCommand root => [.. root.Subcommands.OfType<CommandWithExamples>().Select(own => own.Examples[0])],
            _ => [],
        };
        if (examples.Count == 0)
            return;
        output.WriteLine("Examples:");
        foreach (var example in examples)
            output.WriteLine($"  {Program}{example}");
        output.WriteLine();
    }

    protected LogLevel LogLevelOf(ParseResult parsed) => parsed.GetValue(debug) ? LogLevel.Debug : LogLevel.Warning;

    protected static Option<string?> CorpusOption()
    {
        var option = new Option<string?>("--corpus")
        {
            HelpName = "DIR",
            Description = "The folder of articles. Default: the setting Corpus:Path, which is 'seeds'.",
        };
        option.Validators.Add(RejectEmpty);
        return option;
    }

    protected static Option<string?> PromptOption()
    {
        var option = new Option<string?>("--prompt")
        {
            HelpName = "NAME",
            Description = "A prompt of the prompts folder, without .yaml. Default: the setting Answering:Prompt.",
        };
        option.Validators.Add(RejectEmpty);
        return option;
    }

    /// <summary>The setting that a prompt's name stands for; its value is null when the option was not given.</summary>
    protected static KeyValuePair<string, string?> PromptSetting(string? prompt) => new("Answering:Prompt", prompt);

    /// <summary>The setting that <paramref name="corpus"/> stands for; its value is null when the option was not given.</summary>
    protected KeyValuePair<string, string?> CorpusSetting(string? corpus) =>
        new("Corpus:Path", corpus is null ? null : Path.GetFullPath(corpus, Terminal.Folder));

    protected static void RejectEmpty(OptionResult result)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError($"'{result.Option.Name}' must not be empty.");
    }
}
