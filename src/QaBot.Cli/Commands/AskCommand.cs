using System.CommandLine;
using QaBot.Answering;
using QaBot.Cli.Batches;
using QaBot.Cli.Output;

namespace QaBot.Cli.Commands;

internal sealed class AskCommand : CommandWithExamples
{
    private readonly HistoryOption _asked = new("question");
    private readonly BatchOptions _batch = new();
    private readonly Option<string?> _corpus = CorpusOption();
    private readonly Option<bool> _json = new("--json") { Description = "Write the answer as one line of JSON." };
    private readonly Option<bool> _record = new("--record") { Description = "Keep the answer for review." };

    private readonly Option<string?> _prompt = new("--prompt")
    {
        HelpName = "NAME",
        Description = "A prompt of the prompts folder, without .yaml. Default: the setting Answering:Prompt.",
    };

    public AskCommand(Terminal terminal, Option<bool> debug)
        : base("ask", "Answers a question and cites the exact words that the answer rests on.", terminal, debug)
    {
        _prompt.Validators.Add(RejectEmpty);
        _asked.AddTo(this, instead: _batch.Batch);
        Options.Add(_json);
        Options.Add(_record);
        Options.Add(_prompt);
        _batch.AddTo(this, _asked.Question, _asked.History, _json);
        Options.Add(_corpus);
        SetAction(RunAsync);
    }

    protected override IReadOnlyList<string> Examples =>
    [
        "ask \"How many pages of US evidence did Mexico publish?\"",
        "ask \"And who arrested him?\" --history \"Who is General Cienfuegos?\"",
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
            new("Answering:Prompt", parsed.GetValue(_prompt)));
        await pipeline.OpenCorpusAsync(cancellationToken);
        var answerer = pipeline.Get<QuestionAnswerer>();
        if (files is not null)
            return await AnswerAllAsync(files, answerer, cancellationToken);
        if (parsed.GetValue(_json))
            await Terminal.Out.WriteLineAsync(AnswerJson.From(await answerer.AnswerAsync(question!, cancellationToken)).ToString());
        else
            await PrintAsync(answerer, question!, cancellationToken);
        return ExitCode.Done;
    }

    private async Task PrintAsync(QuestionAnswerer answerer, Question question, CancellationToken cancellationToken)
    {
        var printer = new AnswerPrinter(Terminal);
        await foreach (var update in answerer.StreamAsync(question, cancellationToken))
        {
            if (update is TextReleased released)
                printer.Release(released);
            else if (update is AnswerCompleted completed)
                printer.Complete(completed.Answer);
        }
    }

    private Task<int> AnswerAllAsync(BatchFiles files, QuestionAnswerer answerer, CancellationToken cancellationToken) =>
        new BatchRun<QuestionLine>(Terminal, files, BatchJson.Readable.QuestionLine, async (line, id, stop) =>
        {
            var answer = await answerer.AnswerAsync(line.ToQuestion(id), stop);
            return (AnswerJson.From(answer) with { Id = id }).ToString();
        }).RunAsync(cancellationToken);
}
