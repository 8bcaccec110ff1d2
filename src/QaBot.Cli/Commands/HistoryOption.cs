using System.CommandLine;
using QaBot.Answering;

namespace QaBot.Cli.Commands;

/// <summary>
/// <c>--history "…" "…"</c> together with the question that it precedes. Both <c>"question" --history "a" "b"</c> and
/// <c>--history "a" "question"</c> are what people type, so that without a question before it, the last value is the question.
/// </summary>
internal sealed class HistoryOption
{
    private const string FromStdin = "-";

    public HistoryOption(string what)
    {
        Question = new Argument<string?>(what)
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = $"The {what}; '-' reads it from stdin.",
        };
    }

    public Argument<string?> Question { get; }

    public Option<string[]> History { get; } = new("--history")
    {
        HelpName = "earlier",
        AllowMultipleArgumentsPerToken = true,
        Description = "What the user asked before, oldest first.",
    };

    /// <summary>Adds both, and the rule that there must be a question unless <paramref name="instead"/> is given.</summary>
    public void AddTo(Command command, Option instead)
    {
        command.Arguments.Add(Question);
        command.Options.Add(History);
        command.Validators.Add(result =>
        {
            if (result.GetResult(instead) is null && Split(result.GetValue(Question), result.GetValue(History)).Question is null)
                result.AddError($"There is no {Question.Name}.");
        });
    }

    public async Task<Question> ReadAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var (question, history) = Split(parsed.GetValue(Question), parsed.GetValue(History));
        if (question == FromStdin)
            question = (await terminal.In.ReadToEndAsync(cancellationToken)).TrimEnd('\r', '\n');
        return new Question(question!) { History = [.. history.Select(text => new ConversationTurn(ConversationRole.User, text))] };
    }

    private static (string? Question, IReadOnlyList<string> History) Split(string? question, string[]? history) => (question, history) switch
    {
        (null, [.. var earlier, var last]) when earlier.Length > 0 => (last, earlier),
        _ => (question, history ?? []),
    };
}
