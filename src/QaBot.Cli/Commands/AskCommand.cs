using System.CommandLine;
using Microsoft.Extensions.Options;
using QaBot.Answering;
using QaBot.Cli.Batches;
using QaBot.Cli.Output;
using QaBot.Review;
using QaBot.Workbench;

namespace QaBot.Cli.Commands;

internal sealed class AskCommand : CommandWithExamples
{
    private readonly HistoryOption _asked = new("question");
    private readonly BatchOptions _batch = new();
    private readonly Option<string?> _corpus = CorpusOption();
    private readonly Option<bool> _json = new("--json") { Description = "Write the answer as one line of JSON." };
    private readonly Option<bool> _trace = new("--trace") { Description = "Show each step on stderr: query, passages, prompt, the model's text, claims." };
    private readonly Option<bool> _record = new("--record") { Description = "Keep the answer for review." };

    private readonly Option<string?> _prompt = PromptOption();

    public AskCommand(Terminal terminal, Option<bool> debug)
        : base("ask", "Answers a question and cites the exact words that the answer rests on.", terminal, debug)
    {
        _asked.AddTo(this, instead: _batch.Batch);
        Options.Add(_json);
        Options.Add(_record);
        Options.Add(_prompt);
        Options.Add(_trace);
        _batch.AddTo(this, _asked.Question, _asked.History, _json, _trace);
        Options.Add(_corpus);
        SetAction(RunAsync);
    }

    protected override IReadOnlyList<string> Examples =>
    [
        "ask \"How many pages of US evidence did Mexico publish?\"",
        "ask \"And who arrested him?\" --history \"Who is General Cienfuegos?\"",
        "ask \"What was General Cienfuegos accused of?\" --prompt Concise --trace",
        "ask --json --corpus ~/articles - < question.txt",
        "ask --batch questions.jsonl --out answers.jsonl",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var files = _batch.Open(parsed, Terminal);
        var question = files is null ? await _asked.ReadAsync(parsed, Terminal, cancellationToken) : null;
        await using var pipeline = new Pipeline(
            Terminal,
            LogLevelOf(parsed),
            CorpusSetting(parsed.GetValue(_corpus)),
            PromptSetting(parsed.GetValue(_prompt)));
        // A faulty prompt stops the command, not each question that comes as far as needing it.
        await pipeline.Get<PromptLibrary>().GetAsync(pipeline.Get<IOptions<AnsweringOptions>>().Value.Prompt, cancellationToken);
        await pipeline.OpenCorpusAsync(cancellationToken);
        await using var log = parsed.GetValue(_record)
            ? await AnswerLog.OpenAsync(AnswerLog.PathFor(pipeline.Configuration), cancellationToken)
            : null;
        var run = new Run(
            pipeline.Get<QuestionAnswerer>(), pipeline.Get<PromptLibrary>(), log, ConfigurationHash.Of(pipeline.Configuration), parsed.GetValue(_trace) ? pipeline.Get<AnswerTrace>() : null);
        if (files is not null)
            return await AnswerAllAsync(run, files, cancellationToken);
        if (parsed.GetValue(_json))
            await WriteAsync(run, question!, cancellationToken);
        else
            await PrintAsync(run, question!, cancellationToken);
        return ExitCode.Done;
    }

    private async Task WriteAsync(Run run, Question question, CancellationToken cancellationToken)
    {
        var answer = await run.Answerer.AnswerAsync(question, cancellationToken);
        var id = await run.KeepAsync(answer, cancellationToken);
        Explain(run, answer);
        await Terminal.Out.WriteLineAsync((AnswerJson.From(answer) with { Id = id }).ToString());
    }

    private async Task PrintAsync(Run run, Question question, CancellationToken cancellationToken)
    {
        var printer = new AnswerPrinter(Terminal);
        await foreach (var update in run.Answerer.StreamAsync(question, cancellationToken))
        {
            if (update is TextReleased released)
                printer.Release(released);
            if (update is not AnswerCompleted completed)
                continue;
            printer.Complete(completed.Answer);
            Explain(run, completed.Answer);
            if (await run.KeepAsync(completed.Answer, cancellationToken) is { } id)
                Terminal.Note($"Kept for review as {id}.");
        }
    }

    private void Explain(Run run, Answer answer)
    {
        TracePrinter.PrintNotice(Terminal, PromptWorkbench.PromptNotice(answer));
        if (run.Trace is { } trace)
            TracePrinter.Print(Terminal, trace.Of(answer));
    }

    private Task<int> AnswerAllAsync(Run run, BatchFiles files, CancellationToken cancellationToken) =>
        new BatchRun<QuestionLine>(Terminal, files, BatchJson.Readable.QuestionLine, async (line, id, stop) =>
        {
            // A line with a prompt that cannot be used has no answer: another prompt's would pass for its own.
            if (line.Prompt is { } prompt)
                await run.Prompts.GetAsync(prompt, stop);
            var answer = await run.Answerer.AnswerAsync(line.ToQuestion(id), stop);
            await run.KeepAsync(answer, stop);
            return (AnswerJson.From(answer) with { Id = id }).ToString();
        }).RunAsync(cancellationToken);

    private sealed record Run(QuestionAnswerer Answerer, PromptLibrary Prompts, AnswerLog? Log, string ConfigurationHash, AnswerTrace? Trace)
    {
        /// <summary>Keeps the answer if that was asked for, and returns the record's id.</summary>
        public async Task<string?> KeepAsync(Answer answer, CancellationToken cancellationToken)
        {
            if (Log is null)
                return null;
            var record = AnswerRecord.From(answer, ConfigurationHash, TimeProvider.System);
            await Log.AppendAsync(record, cancellationToken);
            return record.Id;
        }
    }
}
