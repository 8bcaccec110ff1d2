using System.CommandLine;
using System.CommandLine.Invocation;
using QaBot.Cli.Commands;

namespace QaBot.Cli;

/// <summary>The parser's own help, with a section that it has not.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        CommandWithExamples.WriteExamples(parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        return exitCode;
    }
}
