using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using QaBot.Answering;
using QaBot.Cli.Eval;
using QaBot.Cli.Output;
using QaBot.Evaluation;
using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Reports;
using QaBot.Evaluation.Sets;

namespace QaBot.Cli.Commands;

internal sealed class EvalCommand : CommandWithExamples
{
    private readonly Option<string?> _corpus = CorpusOption();
    private readonly Option<string?> _prompt = PromptOption();

    private readonly Option<string?> _set = new("--set")
    {
        HelpName = "DIR|FILE",
        Description = "A folder with questions.jsonl, pairs.jsonl and docs, or one such file. Default: tests/golden, asked of seeds.",
    };

    private readonly Option<string> _split = new("--split")
    {
        HelpName = "tune|test|all",
        Description = "The half of the set to run.",
        DefaultValueFactory = _ => EvaluationSet.WholeSet,
    };

    private readonly Option<string?> _out = new("--out") { HelpName = "NAME.json", Description = "Write figures and every answer as JSON, for --compare and scripts." };
    private readonly Option<string?> _report = new("--report") { HelpName = "NAME.html", Description = "Write a page with charts, tables and the worst answers." };

    private readonly Option<string[]> _compare = new("--compare")
    {
        HelpName = "A.json B.json",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
        Description = "Say what got better and worse from one --out file to another, instead of running a set.",
    };

    public EvalCommand(Terminal terminal, Option<bool> debug)
        : base("eval", "Measures retrieval, answers, refusals and the check of claims on a set of questions.", terminal, debug)
    {
        foreach (var option in new Option<string?>[] { _set, _out, _report })
            option.Validators.Add(RejectEmpty);
        _split.AcceptOnlyFromAmong("tune", "test", EvaluationSet.WholeSet);
        Options.Add(_set);
        Options.Add(_split);
        Options.Add(_corpus);
        Options.Add(_prompt);
        Options.Add(_out);
        Options.Add(_report);
        Options.Add(_compare);
        Validators.Add(result =>
        {
            foreach (var option in result.GetResult(_compare) is null ? [] : new Option[] { _set, _split, _corpus, _prompt, _out, _report })
            {
                if (result.GetResult(option) is { Implicit: false })
                    result.AddError($"--compare cannot be combined with {option.Name}.");
            }
        });
        SetAction(RunAsync);
    }

    protected override IReadOnlyList<string> Examples =>
    [
        "eval",
        "eval --set ~/sets/squad2 --out before.json --report before.html",
        "eval --split tune --prompt Concise --out after.json",
        "eval --compare before.json after.json",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_compare) is { Length: 2 } compared)
            return await CompareAsync(compared[0], compared[1], cancellationToken);
        var set = Find(parsed);
        var files = new ReportFiles(Terminal.Folder, parsed.GetValue(_out), parsed.GetValue(_report));
        var run = await RunAsync(parsed, set, cancellationToken);
        var bootstrap = new Bootstrap();
        var report = EvaluationReport.Of(run, bootstrap);
        await files.WriteAsync(report, bootstrap, cancellationToken);
        new ReportPrinter(Terminal).Print(report);
        return ExitCode.Done;
    }

    private async Task<int> CompareAsync(string before, string after, CancellationToken cancellationToken)
    {
        try
        {
            var comparison = RunComparison.Of(await ReadRunAsync(before, cancellationToken), await ReadRunAsync(after, cancellationToken), new Bootstrap());
            new RunComparisonPrinter(Terminal).Print(comparison, before, after);
            return ExitCode.Done;
        }
        catch (Exception problem) when (problem is EvaluationSetException or IOException or UnauthorizedAccessException)
        {
            throw new WrongUseException(problem.Message, problem);
        }
    }

    private async Task<EvaluationRun> ReadRunAsync(string name, CancellationToken cancellationToken) =>
        EvaluationFile.Read(await File.ReadAllTextAsync(Path.GetFullPath(name, Terminal.Folder), cancellationToken), name);

    /// <summary>The set with the corpus that it is asked of; null for the configured one.</summary>
    private (EvaluationSet Set, string? Corpus) Find(ParseResult parsed)
    {
        var corpus = parsed.GetValue(_corpus) is { } asked ? Path.GetFullPath(asked, Terminal.Folder) : null;
        if (parsed.GetValue(_set) is { } path)
        {
            var named = Read(Path.GetFullPath(path, Terminal.Folder), parsed);
            return (named, corpus ?? named.Docs);
        }

        var golden = GoldenSet.Find(Terminal.Folder) ?? throw new WrongUseException("There is no tests/golden here or above: --set names a set.");
        return (Read(golden.Set, parsed), corpus ?? golden.Corpus);
    }

    private EvaluationSet Read(string path, ParseResult parsed)
    {
        try
        {
            return EvaluationSetReader.Read(path, parsed.GetRequiredValue(_split));
        }
        catch (EvaluationSetException problem)
        {
            throw new WrongUseException(problem.Message, problem);
        }
    }

    private async Task<EvaluationRun> RunAsync(ParseResult parsed, (EvaluationSet Set, string? Corpus) what, CancellationToken cancellationToken)
    {
        var refuseBelow = await RefuseBelowAsync(parsed);
        await using var pipeline = new Pipeline(Terminal, LogLevelOf(parsed), new("Corpus:Path", what.Corpus), new("Answering:RefuseBelow", "0"), PromptSetting(parsed.GetValue(_prompt)));
        if (what.Set.NeedsCorpus)
        {
            // A faulty prompt stops the command, not each question that comes as far as needing it.
            await pipeline.Get<PromptLibrary>().GetAsync(pipeline.Get<IOptions<AnsweringOptions>>().Value.Prompt, cancellationToken);
            await pipeline.OpenCorpusAsync(cancellationToken);
        }

        var evaluator = pipeline.Get<Evaluator>();
        var latest = new LatestProgress<EvaluationProgress>("Evaluating", latest => ($"{latest.Done}/{latest.Total} {latest.Doing}", (double)latest.Done / latest.Total));
        var started = Stopwatch.GetTimestamp();
        var run = await Terminal.WatchAsync(Task.Run(() => evaluator.RunAsync(what.Set, refuseBelow, latest, cancellationToken), cancellationToken), latest.Describe);
        Terminal.Note(FormattableString.Invariant($"Ran {what.Set.Name} in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s."));
        return run;
    }

    /// <summary>The threshold that users have.</summary>
    private async Task<double> RefuseBelowAsync(ParseResult parsed)
    {
        await using var shipped = new Pipeline(Terminal, LogLevelOf(parsed));
        return shipped.Get<IOptions<AnsweringOptions>>().Value.RefuseBelow;
    }
}
