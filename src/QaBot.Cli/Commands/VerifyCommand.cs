using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using QaBot.Cli.Batches;
using QaBot.Cli.Output;
using QaBot.Grounding;

namespace QaBot.Cli.Commands;

internal sealed class VerifyCommand : CommandWithExamples
{
    private readonly Argument<string?> _claim = new("claim") { Arity = ArgumentArity.ZeroOrOne, Description = "One sentence." };
    private readonly BatchOptions _batch = new();
    private readonly Option<bool> _json = new("--json") { Description = "Write the verdict as one line of JSON." };

    private readonly Option<string[]> _sources = new("--source")
    {
        HelpName = "TEXT|@file",
        AllowMultipleArgumentsPerToken = true,
        Description = "A text that should support the claim, or @ and a file that holds it.",
    };

    public VerifyCommand(Terminal terminal, Option<bool> debug)
        : base("verify", "Checks whether sources support a claim.", terminal, debug)
    {
        Arguments.Add(_claim);
        Options.Add(_sources);
        Options.Add(_json);
        _batch.AddTo(this, _claim, _sources, _json);
        Validators.Add(result =>
        {
            if (result.GetResult(_batch.Batch) is not null)
                return;
            if (result.GetValue(_claim) is null)
                result.AddError("There is no claim.");
            if (result.GetValue(_sources) is not { Length: > 0 })
                result.AddError("There is no --source.");
        });
        SetAction(RunAsync);
    }

    protected override IReadOnlyList<string> Examples =>
    [
        "verify \"Mexico published 751 pages.\" --source \"The government published a 751-page file.\"",
        "verify \"Mexico published 751 pages.\" --source @seeds/003_0f7587aa79fd9e51.txt --json",
        "verify --batch claims.jsonl --out verdicts.jsonl",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var files = _batch.Open(parsed, Terminal);
        await using var pipeline = new Pipeline(Terminal, LogLevelOf(parsed));
        var verifier = pipeline.Get<CitationVerifier>();
        if (files is not null)
        {
            return await new BatchRun<ClaimLine>(Terminal, files, BatchJson.Readable.ClaimLine, (line, id, _) =>
                Task.FromResult(JsonSerializer.Serialize(VerifyResult.From(id, line.VerifyWith(verifier)), BatchJson.Readable.VerifyResult)))
                .RunAsync(cancellationToken);
        }

        var sources = await Task.WhenAll(parsed.GetValue(_sources)!.Select(source => ReadAsync(source, cancellationToken)));
        Print(verifier.Verify(parsed.GetValue(_claim)!, sources), parsed.GetValue(_json));
        return ExitCode.Done;
    }

    private async Task<string> ReadAsync(string source, CancellationToken cancellationToken)
    {
        if (!source.StartsWith('@'))
            return source;
        try
        {
            return await File.ReadAllTextAsync(Path.GetFullPath(source[1..], Terminal.Folder), cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new WrongUseException($"Cannot read the source {source[1..]}: {problem.Message}", problem);
        }
    }

    private void Print(GroundingResult result, bool json)
    {
        if (json)
        {
            Terminal.Out.WriteLine(JsonSerializer.Serialize(VerifyResult.From(null, result), BatchJson.Readable.VerifyResult));
            return;
        }

        var ink = new Ink(Terminal.OutHasColor);
        var verdict = result.Verdict switch
        {
            GroundingVerdict.Supported => ink.Good("✓ supported"),
            GroundingVerdict.Partial => ink.Doubtful("~ partly supported"),
            _ => ink.Bad("✗ not supported"),
        };
        Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdict} ({result.Score:0.00}): {Ink.Printable(result.Reason)}"));
    }
}
