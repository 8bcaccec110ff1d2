using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using QaBot.Answering;
using QaBot.Passages;

namespace QaBot.Workbench;

/// <summary>
/// The commands with which a prompt author works in a conversation. They reply in the language of the conversation's last question.
/// Thread-safe; keeps nothing between commands.
/// </summary>
public sealed class PromptWorkbench(
    PromptLibrary prompts,
    QuestionAnswerer answerer,
    EvidenceFinder finder,
    EvidenceGate gate,
    LiveCorpus corpus,
    IChatClient client,
    TokenCounter tokens,
    IOptions<AnsweringOptions> options)
{
    private readonly PromptCommands _prompts = new(prompts, answerer, client, tokens, options.Value);
    private readonly PassageCommands _passages = new(finder, gate, corpus, options.Value);

    /// <summary>In the order of the help.</summary>
    public static IReadOnlyList<WorkbenchCommand> Commands { get; } =
    [
        new("/prompts", "", "List the prompts."),
        new("/prompt", "NAME", "Answer with this prompt in this conversation; without a name, say which one is in use; 'default' goes back to the configured one."),
        new("/compare", "NAME NAME", "Answer the last question with both prompts, side by side; with one name, compare it with the one in use."),
        new("/why", "", "Explain why these passages were found for the last question."),
        new("/sources", "", "Show the last answer's citations in full; before the first question, list the articles."),
        new("/trace", "on|off", "Show each step of the answers; without a word, say whether they are shown."),
        new("/reset", "", "Forget this conversation, its prompt and whether steps are shown; what was said stays in its transcript."),
        new("/export", "", "Save this conversation as a transcript for the Bot Framework Emulator."),
        new("/help", "", "List the commands."),
    ];

    /// <summary>
    /// Whether the text is a command: one word behind a slash, and what follows it. An unknown one is a command too, with a reply that helps.
    /// A path or a fraction is none.
    /// </summary>
    public static bool IsCommand(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return CommandText.Parse(text) is not null;
    }

    /// <summary>What to tell whoever asked when a prompt is not used as it stands on disk; null when there is nothing to tell.</summary>
    /// <returns>One paragraph of Markdown in the question's language.</returns>
    public static string? PromptNotice(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var phrases = new WorkbenchPhrases(LanguageDetector.Detect(answer.Question.Text));
        var notices = new List<string>();
        if (answer.PromptProblem is { } problem)
            notices.Add($"⚠ {WorkbenchText.Plain(problem)} {(answer.Prompt is { } prompt ? phrases.Answered(answer.Question.Prompt, prompt) : "")}".TrimEnd());
        if (answer.SupportingPromptProblem is { } other)
            notices.Add($"⚠ {WorkbenchText.Plain(other)}");
        return notices.Count == 0 ? null : string.Join(' ', notices);
    }

    /// <summary>Carries out a command.</summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> is no command.</exception>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is cancelled.</exception>
    public async Task<WorkbenchReply> RunAsync(string text, WorkbenchSession session, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(session);
        var command = CommandText.Parse(text) ?? throw new ArgumentException("The text is no command.", nameof(text));
        var phrases = new WorkbenchPhrases(LanguageDetector.Detect(session.LastQuestion?.Text ?? ""));
        return command.Name switch
        {
            "/prompts" => await _prompts.ListAsync(session, phrases, cancellationToken),
            "/prompt" => await _prompts.UseAsync(command.Arguments, session, phrases, cancellationToken),
            "/compare" => await _prompts.CompareAsync(command.Arguments, session, phrases, cancellationToken),
            "/why" => await _passages.WhyAsync(session, phrases, cancellationToken),
            "/sources" => _passages.Sources(session, phrases),
            "/trace" => Trace(command.Arguments, session.Settings, phrases),
            "/reset" => new WorkbenchReply(phrases.Forgotten) { NewSettings = new WorkbenchSettings(), ForgetsConversation = true },
            "/export" => new WorkbenchReply("") { ExportsConversation = true },
            "/help" => new WorkbenchReply(Help(phrases)),
            _ => new WorkbenchReply(phrases.NotACommand(WorkbenchText.Plain(command.Name), NearMiss.Among(Commands.Select(known => known.Name), command.Name))),
        };
    }

    /// <summary>Answers a question with two prompts, with the same history, one after the other.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is cancelled.</exception>
    public Task<PromptComparison> CompareAsync(Question question, PromptIdentity first, PromptIdentity second, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return _prompts.CompareAsync(question, first, second, cancellationToken);
    }

    /// <summary>A comparison in Markdown, one answer after the other, in the question's language.</summary>
    public static string Describe(PromptComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return ComparisonText.Of(comparison, new WorkbenchPhrases(LanguageDetector.Detect(comparison.Question.Text)));
    }

    /// <summary>One answer of a comparison in Markdown: the prompt's name on a line of its own, facts, text, verdicts and citations.</summary>
    public static string DescribeSide(PromptComparison comparison, ComparedAnswer side)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(side);
        return ComparisonText.Side(side, new WorkbenchPhrases(LanguageDetector.Detect(comparison.Question.Text)));
    }

    /// <summary>What both answers of a comparison cite and what one of them does, in a line of Markdown.</summary>
    public static string DescribeShared(PromptComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return ComparisonText.Shared(comparison, new WorkbenchPhrases(LanguageDetector.Detect(comparison.Question.Text)));
    }

    private static WorkbenchReply Trace(IReadOnlyList<string> arguments, WorkbenchSettings settings, WorkbenchPhrases phrases)
    {
        bool? on = arguments is [] ? settings.Trace : arguments[0].ToLowerInvariant() switch
        {
            "on" or "yes" or "true" or "1" or "sí" or "si" => true,
            "off" or "no" or "false" or "0" => false,
            _ => null,
        };
        return on is not { } wanted
            ? new WorkbenchReply(phrases.TraceUsage(WorkbenchText.Plain(arguments[0], 40)))
            : new WorkbenchReply(phrases.Trace(wanted, isNew: wanted != settings.Trace))
            {
                NewSettings = wanted == settings.Trace ? null : settings with { Trace = wanted },
            };
    }

    private static string Help(WorkbenchPhrases phrases) => string.Join('\n',
    [
        phrases.CommandsHeading,
        "",
        .. Commands.Select(command => $"- **{WorkbenchText.Plain($"{command.Name} {phrases.Arguments(command)}")}** – {phrases.Describe(command)}"),
    ]);
}
