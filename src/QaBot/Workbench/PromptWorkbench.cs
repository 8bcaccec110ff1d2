using QaBot.Answering;

namespace QaBot.Workbench;

/// <summary>The commands with which a prompt author works in a conversation. Thread-safe; keeps nothing between commands.</summary>
public sealed class PromptWorkbench(QuestionAnswerer answerer)
{
    /// <summary>In the order of the help.</summary>
    public static IReadOnlyList<WorkbenchCommand> Commands { get; } =
    [
        new("/prompts", "", "List the prompts."),
        new("/prompt", "NAME", "Answer with this prompt in this conversation; without a name, say which one is in use; 'default' goes back."),
        new("/compare", "NAME NAME", "Answer the last question with both prompts, side by side."),
        new("/why", "", "Explain why these passages were found for the last question."),
        new("/sources", "", "Show the last answer's citations in full; before the first question, list the articles."),
        new("/trace", "on|off", "Show each step of the answers; without a word, say whether they are shown."),
        new("/reset", "", "Forget this conversation."),
        new("/export", "", "Save this conversation as a transcript for the Bot Framework Emulator."),
        new("/help", "", "List the commands."),
    ];

    /// <summary>Whether the text is a command: a word behind a slash. An unknown one is a command too, with a reply that helps.</summary>
    public static bool IsCommand(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.TrimStart().StartsWith('/');
    }

    /// <summary>Carries out a command.</summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> is no command.</exception>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is cancelled.</exception>
    public Task<WorkbenchReply> RunAsync(string text, WorkbenchSession session, CancellationToken cancellationToken = default)
    {
        _ = answerer;
        return Task.FromResult(new WorkbenchReply("Not yet."));
    }
}
