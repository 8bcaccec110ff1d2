using System.Text.Json;
using QaBot.Cli;

namespace QaBot.Tests.Cli;

public sealed class VerifyTests : IDisposable
{
    private readonly CliDriver _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_claim_in_the_words_of_its_source_is_supported_and_another_number_is_not()
    {
        _cli.Write("source.txt", "Mexican authorities made public 751 pages of evidence.");

        var right = await _cli.RunAsync("verify", "Mexican authorities made public 751 pages of evidence.", "--source", "@source.txt", "--json");
        var wrong = await _cli.RunAsync("verify", "Mexican authorities made public 752 pages of evidence.", "--source", "Nothing.", "@source.txt", "--json");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (right.ExitCode, wrong.ExitCode));
        Assert.Equal("supported", Verdict(right.Out));
        Assert.Equal("unsupported", Verdict(wrong.Out));
    }

    [Fact]
    public async Task A_person_reads_the_verdict_and_its_reason()
    {
        var result = await _cli.RunAsync("verify", "The harbour opened in 1888.", "--source", "The harbour opened in 1887.");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Matches(@"^✗ not supported \(0\.\d\d\): .*1888", result.Out);
    }

    [Fact]
    public async Task A_batch_writes_id_verdict_score_and_reason_for_every_line()
    {
        _cli.Write("in.jsonl", """
            {"id":"a","claim":"The harbour opened in 1887.","sources":["The harbour opened in 1887."]}
            {"id":"b","claim":"The harbour opened in 1888.","sources":["The harbour opened in 1887."]}
            {"id":"c","claim":"The harbour opened in 1887.","sources":[]}
            """);

        var result = await _cli.RunAsync("verify", "--batch", "in.jsonl", "--out", "out.jsonl");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Empty(result.Out);
        var lines = _cli.Read("out.jsonl").TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(lines, line => Assert.Equal(["id", "verdict", "score", "reason"], line.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(["a:supported", "b:unsupported", "c:unsupported"], lines.Select(line => $"{line.GetProperty("id")}:{line.GetProperty("verdict")}"));
        Assert.All(lines, line => Assert.InRange(line.GetProperty("score").GetDouble(), 0, 1));
    }

    [Fact]
    public async Task Lines_without_a_claim_or_with_a_null_source_are_errors_of_their_own()
    {
        _cli.Write("in.jsonl", """
            {"id":"a","sources":["x"]}
            {"id":"b","claim":"x"}
            {"id":"c","claim":"x","sources":[null]}
            """);

        var result = await _cli.RunAsync("verify", "--batch", "in.jsonl", "--out", "out.jsonl");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(
            ["""{"id":"a","error":"\"claim\" is missing."}""", """{"id":"b","error":"\"sources\" is missing."}""", """{"id":"c","error":"A source is null."}"""],
            _cli.Read("out.jsonl").TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task A_source_file_that_is_not_there_is_wrong_use_and_named()
    {
        var result = await _cli.RunAsync("verify", "claim", "--source", "@missing.txt");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("missing.txt", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    private static string? Verdict(string json) => JsonDocument.Parse(json).RootElement.GetProperty("verdict").GetString();
}
