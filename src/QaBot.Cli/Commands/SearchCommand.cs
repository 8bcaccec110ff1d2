using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QaBot.Answering;
using QaBot.Cli.Batches;
using QaBot.Cli.Output;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Cli.Commands;

internal sealed class SearchCommand : CommandWithExamples
{
    private readonly HistoryOption _asked = new("query");
    private readonly BatchOptions _batch = new();
    private readonly Option<string?> _corpus = CorpusOption();
    private readonly Option<bool> _json = new("--json") { Description = "Write the passages as one line of JSON." };

    private readonly Option<int> _top = new("--top")
    {
        HelpName = "N",
        Description = "How many passages at the most.",
        DefaultValueFactory = _ => 10,
        CustomParser = Count,
    };

    public SearchCommand(Terminal terminal, Option<bool> debug)
        : base("search", "Finds the passages for a query, best first.", terminal, debug)
    {
        _asked.AddTo(this, instead: _batch.Batch);
        Options.Add(_top);
        Options.Add(_json);
        _batch.AddTo(this, _asked.Question, _asked.History, _json);
        Options.Add(_corpus);
        SetAction(RunAsync);
    }

    protected override IReadOnlyList<string> Examples =>
    [
        "search \"evidence against General Cienfuegos\"",
        "search \"pages of evidence\" --top 3 --json",
        "search --batch questions.jsonl --out passages.jsonl --top 20",
    ];

    private static int Count(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1)
            return count;
        result.AddError($"--top must be a whole number from 1, not '{result.Tokens[0].Value}'.");
        return default;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var files = _batch.Open(parsed, Terminal);
        var question = files is null ? await _asked.ReadAsync(parsed, Terminal, cancellationToken) : null;
        await using var pipeline = new Pipeline(Terminal, LogLevelOf(parsed), CorpusSetting(parsed.GetValue(_corpus)));
        await pipeline.OpenCorpusAsync(cancellationToken);
        var search = new Search(pipeline.Get<EvidenceFinder>(), pipeline.Get<LiveCorpus>(), parsed.GetValue(_top));
        if (files is not null)
        {
            return await new BatchRun<QuestionLine>(Terminal, files, BatchJson.Readable.QuestionLine, async (line, id, stop) =>
                Json(id, await search.RunAsync(line.ToQuestion(id), stop))).RunAsync(cancellationToken);
        }

        var found = await search.RunAsync(question!, cancellationToken);
        if (parsed.GetValue(_json))
            await Terminal.Out.WriteLineAsync(Json(null, found));
        else
            Print(found);
        return ExitCode.Done;
    }

    private static string Json(JsonNode? id, IReadOnlyList<RetrievedPassage> found) =>
        JsonSerializer.Serialize(new SearchResult(id, [.. found.Select(AnswerJson.PassageJson.From)]), BatchJson.Readable.SearchResult);

    private void Print(IReadOnlyList<RetrievedPassage> found)
    {
        var ink = new Ink(Terminal.OutHasColor);
        if (found.Count == 0)
            Terminal.Out.WriteLine("No passage matches.");
        foreach (var (passage, score, rank) in found)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"{Ink.Printable(CommandLine.OneLine(passage.Article.Name))} {passage.Span.Start}–{passage.Span.End}, score {score:0.00}");
            var title = passage.Article.Title is { } known ? $"{Ink.Printable(CommandLine.OneLine(known))} " : "";
            Terminal.Out.WriteLine($"{ink.Marker($"{rank}.")} {title}{ink.Faint(where)}");
            var text = new WrappingWriter(Terminal.Out, Terminal.Width, indent: 4);
            text.Write(Ink.Printable(CommandLine.OneLine(passage.Text)));
            Terminal.Out.WriteLine();
        }
    }

    private sealed record Search(EvidenceFinder Finder, LiveCorpus Corpus, int Top)
    {
        public async Task<IReadOnlyList<RetrievedPassage>> RunAsync(Question question, CancellationToken cancellationToken)
        {
            var query = await Finder.RewriteAsync(question, cancellationToken);
            return await Corpus.RetrieveAsync(new RetrievalQuery(query.Text, Top) { Articles = query.Articles }, cancellationToken);
        }
    }
}
