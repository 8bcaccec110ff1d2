using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using QaBot.Cli.Commands;
using QaBot.Cli.Reviews;
using QaBot.Cli.TeamsPackage;

namespace QaBot.Cli;

/// <summary>The command line as a function, so that tests run it as a shell does.</summary>
internal static class CommandLine
{
    /// <returns>One of <see cref="ExitCode"/>; it never throws.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        var debug = new Option<bool>("--debug") { Description = "Show details of a failure, and log what happens, on stderr.", Recursive = true };
        // A claim's source may be given as @file; the parser's own response files would take it first.
        var parsed = Root(terminal, debug).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            if (Misuse(parsed) is { } misuse)
                throw new WrongUseException($"{misuse} '{CommandPath(parsed)} --help' shows how.");
            return await parsed.InvokeAsync(Invocation(parsed, terminal), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            terminal.Note("qabot: stopped.");
            return ExitCode.Interrupted;
        }
        catch (WrongUseException misuse)
        {
            terminal.Note($"qabot: {OneLine(misuse.Message)}");
            return ExitCode.WrongUse;
        }
        catch (Exception failure)
        {
            terminal.Note($"qabot: {(parsed.GetValue(debug) ? failure.ToString() : OneLine(failure.Message))}");
            return ExitCode.Failed;
        }
    }

    /// <summary>The text without its line breaks, for messages that come from elsewhere.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));

    private static InvocationConfiguration Invocation(ParseResult parsed, Terminal terminal)
    {
        var invocation = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        // In a chat Ctrl+C stops an answer, not the command.
        if (parsed.CommandResult.Command is ChatCommand)
            invocation.ProcessTerminationTimeout = null;
        return invocation;
    }

    private static RootCommand Root(Terminal terminal, Option<bool> debug)
    {
        var root = new RootCommand("Answers questions from a folder of articles and cites the exact words.")
        {
            new AskCommand(terminal, debug),
            new ChatCommand(terminal, debug),
            new CompareCommand(terminal, debug),
            new PromptsCommand(terminal, debug),
            new SearchCommand(terminal, debug),
            new VerifyCommand(terminal, debug),
            new IndexCommand(terminal, debug),
            new EvalCommand(terminal, debug),
            new ModelsCommand(terminal, debug),
            new ReviewsCommand(terminal, debug),
            new TeamsPackageCommand(terminal, debug),
            debug,
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
        return root;
    }

    private static string CommandPath(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "qabot" : $"qabot {parsed.CommandResult.Command.Name}";

    /// <summary>What is wrong with the words typed, in one line; null when nothing is.</summary>
    private static string? Misuse(ParseResult parsed)
    {
        // The parser takes an unknown option for an argument where one is still missing.
        var mistyped = parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
            ? null
            : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
                .FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal));
        if (parsed.Action is { ClearsParseErrors: true })
            return null;
        if (mistyped is not null)
            return $"Unknown option '{mistyped.Value}'.";
        if (parsed.Errors.Count > 0 && parsed.UnmatchedTokens.Count > 0)
            return $"Unknown command or argument '{parsed.UnmatchedTokens[0]}'.{Suggestion(parsed)}";
        return parsed.Errors.Count == 0 ? null : string.Join(' ', parsed.Errors.Select(error => OneLine(error.Message)).Distinct());
    }

    private static string Suggestion(ParseResult parsed)
    {
        if (parsed.Action is not ParseErrorAction corrections)
            return "";
        using var lines = new StringWriter();
        corrections.ShowHelp = false;
        parsed.Invoke(new InvocationConfiguration { Output = lines, Error = TextWriter.Null });
        var names = parsed.CommandResult.Command.Children.Select(symbol => symbol.Name).ToHashSet(StringComparer.Ordinal);
        var near = lines.ToString().Split(Environment.NewLine).Where(names.Contains).ToList();
        return near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
    }
}
