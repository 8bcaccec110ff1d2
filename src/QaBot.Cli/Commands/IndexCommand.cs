using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using QaBot.Cli.Batches;
using QaBot.Cli.Output;
using QaBot.Embeddings;
using QaBot.Models;
using QaBot.Passages;

namespace QaBot.Cli.Commands;

internal sealed class IndexCommand : CommandWithExamples
{
    private readonly Option<string?> _corpus = CorpusOption();
    private readonly Option<bool> _json = new("--json") { Description = "Write the report as one line of JSON." };

    public IndexCommand(Terminal terminal, Option<bool> debug)
        : base("index", "Builds or refreshes the index and reports on every file that could not be read.", terminal, debug)
    {
        Options.Add(_corpus);
        Options.Add(_json);
        SetAction(RunAsync);
    }

    protected override IReadOnlyList<string> Examples => ["index", "index --corpus ~/articles", "index --json"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var pipeline = new Pipeline(Terminal, LogLevelOf(parsed), CorpusSetting(parsed.GetValue(_corpus)));
        var report = await pipeline.RefreshAsync(cancellationToken);
        var isJson = parsed.GetValue(_json);
        if (!isJson)
            Print(report);
        var vectors = await EmbedAsync(pipeline, cancellationToken);
        if (isJson)
            Terminal.Out.WriteLine(JsonSerializer.Serialize(IndexJson.From(report, vectors), BatchJson.Readable.IndexJson));
        else if (vectors is not null)
            Print(vectors, pipeline.Get<PassageVectors>().Model);
        return ExitCode.Done;
    }

    private static async Task<VectorReport?> EmbedAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.EmbedAsync(int.MaxValue, cancellationToken);
        }
        catch (ModelException failure)
        {
            throw new ModelException(failure.Kind, $"{failure.Message} The vectors made until then are kept: 'index' goes on from there.", failure);
        }
    }

    private void Print(IndexReport report)
    {
        var ink = new Ink(Terminal.OutHasColor);
        foreach (var failure in report.Failures)
            Terminal.Out.WriteLine($"{ink.Bad("failed")}  {Ink.Printable(failure.Name)}: {Ink.Printable(failure.Problem ?? "")}");
        var states = report.Files.CountBy(file => file.State).OrderBy(count => count.Key)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value:N0} {count.Key.ToString().ToLowerInvariant()}"));
        Terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Counted.Of(report.ArticleCount, "article")}, {Counted.Of(report.PassageCount, "passage")} ({string.Join(", ", states)}) in {report.Elapsed.TotalSeconds:0.00} s"));
    }

    private void Print(VectorReport report, string model)
    {
        var refused = report.Refused == 0 ? "" : FormattableString.Invariant($", {report.Refused:N0} refused by the model");
        Terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Counted.Of(report.Passages - report.Refused, "vector")} of {report.Dimensions:N0} numbers by {Ink.Printable(model)} ({report.Made:N0} made{refused}) in {report.Elapsed.TotalSeconds:0.00} s"));
    }
}
