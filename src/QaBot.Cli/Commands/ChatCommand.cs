using System.CommandLine;
using System.Globalization;
using QaBot.Answering;
using QaBot.Cli.Chat;
using QaBot.Cli.Output;
using QaBot.Configuration;
using QaBot.Workbench;

namespace QaBot.Cli.Commands;

/// <summary>A conversation in the terminal, or one line a turn from a pipe.</summary>
internal sealed class ChatCommand : CommandWithExamples
{
    private static readonly HashSet<string> s_farewells = new(["/exit", "/quit", "exit", "quit", ":q"], StringComparer.OrdinalIgnoreCase);

    private readonly Option<string?> _corpus = CorpusOption();
    private readonly Option<bool> _trace = new("--trace") { Description = "Show each step of the answers on stderr, as /trace on does." };

    private readonly Option<string?> _prompt = new("--prompt")
    {
        HelpName = "NAME",
        Description = "The prompt to begin with, as /prompt NAME sets it.",
    };

    public ChatCommand(Terminal terminal, Option<bool> debug)
        : base("chat", "Answers one question after the other, with what was asked before in mind; /help lists the commands.", terminal, debug)
    {
        _prompt.Validators.Add(RejectEmpty);
        Options.Add(_prompt);
        Options.Add(_trace);
        Options.Add(_corpus);
        SetAction(RunAsync);
    }

    protected override IReadOnlyList<string> Examples =>
    [
        "chat",
        "chat --corpus ~/articles --prompt Concise",
        "chat --trace < questions.txt > answers.txt",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var pipeline = new Pipeline(Terminal, LogLevelOf(parsed), CorpusSetting(parsed.GetValue(_corpus)));
        var settings = new WorkbenchSettings { Trace = parsed.GetValue(_trace) };
        if (parsed.GetValue(_prompt) is { } name)
            settings = settings with { Prompt = (await pipeline.Get<PromptLibrary>().GetAsync(name, cancellationToken)).Prompt!.Identity.Name };
        await pipeline.OpenCorpusAsync(cancellationToken);
        using var interrupts = new Interrupts(Terminal.WatchInterrupts);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, interrupts.Ended);
        var chat = new Run(Terminal, pipeline, new ChatConversation(settings, pipeline.Get<TimeProvider>()));
        if (Terminal.InIsInteractive)
            Terminal.Note("Ask a question; /help lists the commands, /exit ends.");
        var lines = new ChatLines(Terminal.In);
        while (true)
        {
            if (Terminal.InIsInteractive)
                await Terminal.Error.WriteAsync("> ");
            if (await lines.NextAsync(either.Token) is not { } line || s_farewells.Contains(line.Trim()))
                return ExitCode.Done;
            if (!string.IsNullOrWhiteSpace(line) && !await interrupts.RunAsync(stop => chat.TurnAsync(line.Trim(), stop), cancellationToken))
                Terminal.Note("Stopped.");
        }
    }

    private sealed class Run(Terminal terminal, Pipeline pipeline, ChatConversation conversation)
    {
        private readonly QuestionAnswerer _answerer = pipeline.Get<QuestionAnswerer>();
        private readonly PromptWorkbench _workbench = pipeline.Get<PromptWorkbench>();
        private readonly AnswerTrace _trace = pipeline.Get<AnswerTrace>();

        /// <summary>A turn that fails is told; the conversation goes on.</summary>
        public async Task TurnAsync(string line, CancellationToken cancellationToken)
        {
            try
            {
                if (PromptWorkbench.IsCommand(line))
                    await CommandAsync(line, cancellationToken);
                else
                    await AnswerAsync(line, cancellationToken);
            }
            catch (Exception failure) when (failure is ConfigurationException or IOException or UnauthorizedAccessException)
            {
                terminal.Note($"qabot: {CommandLine.OneLine(failure.Message)}");
            }

            await terminal.Out.WriteLineAsync();
        }

        private async Task AnswerAsync(string line, CancellationToken cancellationToken)
        {
            var printer = new AnswerPrinter(terminal);
            try
            {
                await foreach (var update in _answerer.StreamAsync(conversation.Ask(line), cancellationToken))
                {
                    if (update is TextReleased released)
                        printer.Release(released);
                    else if (update is AnswerCompleted completed)
                        Complete(line, completed.Answer, printer);
                }
            }
            catch (OperationCanceledException)
            {
                // What was released stays; what follows begins on a line of its own.
                await terminal.Out.WriteLineAsync();
                throw;
            }
        }

        private void Complete(string line, Answer answer, AnswerPrinter printer)
        {
            printer.Complete(answer);
            conversation.Take(answer);
            conversation.Log(line, ChatReply.Of(answer));
            TracePrinter.PrintNotice(terminal, PromptWorkbench.PromptNotice(answer));
            if (conversation.Session.Settings.Trace)
                TracePrinter.Print(terminal, _trace.Of(answer));
        }

        private async Task CommandAsync(string line, CancellationToken cancellationToken)
        {
            var reply = await _workbench.RunAsync(line, conversation.Session, cancellationToken);
            conversation.Take(reply);
            var text = reply.ExportsConversation ? await ExportAsync(cancellationToken) : reply.Markdown;
            if (!reply.ExportsConversation)
                conversation.Log(line, text);
            var columns = new ComparisonPrinter(terminal);
            if (reply.Comparison is { WordingMatters: true } comparison && columns.Fits)
                columns.Print(comparison);
            else
                new MarkdownPrinter(terminal.Out, terminal.Width, new Ink(terminal.OutHasColor)).Print(text);
        }

        private async Task<string> ExportAsync(CancellationToken cancellationToken)
        {
            if (conversation.Activities.Count == 0)
                return conversation.Phrases.NothingToExport;
            var name = conversation.Started.ToString("'chat'-yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            var file = await Transcript.WriteAsync(pipeline.Configuration.StateFolder(), name, conversation.Activities, cancellationToken);
            return $"{conversation.Phrases.Exported(conversation.Activities.Count)}\n\n{conversation.Phrases.TranscriptFile(MarkdownText.Plain(file))}";
        }
    }
}
