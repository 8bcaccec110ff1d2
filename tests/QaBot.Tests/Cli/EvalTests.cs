using System.Text.Json;
using System.Xml.Linq;
using QaBot.Cli;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Cli;

public sealed class EvalTests : IDisposable
{
    private readonly CliDriver _cli = new();

    public EvalTests()
    {
        _cli.Write("set/docs/harbour.txt", "Harbours\n\nThe harbour of Lisbon opened in 1887. It was built by Ana Lopes.");
        _cli.Write("set/docs/bridge.txt", "Bridges\n\nThe bridge of Porto was finished in 1886. It has 12 arches.");
        _cli.Write("set/questions.jsonl", """
            {"id":"a","question":"When did the harbour of Lisbon open?","answers":["1887"],"docs":{"harbour.txt":1},"kind":"answerable"}
            {"id":"b","question":"How many arches has the bridge of Porto?","answers":["12"],"docs":{"bridge.txt":1},"kind":"answerable"}
            {"id":"c","question":"Who composed the opera about volcanoes?","answers":[],"kind":"absent"}
            """);
        _cli.Write("set/pairs.jsonl", """
            {"id":"p","claim":"The harbour opened in 1887.","sources":["The harbour opened in 1887."],"label":"supported"}
            {"id":"q","claim":"The harbour opened in 1888.","sources":["The harbour opened in 1887."],"label":"unsupported"}
            """);
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_set_is_run_against_its_own_documents_and_its_figures_are_a_table()
    {
        var result = await _cli.RunAsync("eval", "--set", "set");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.StartsWith("set (split all; 3 questions, 2 claims, 0 drafts; refuses below 0.45; extractive, prompt AnswerQuestion)", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"\nright reply +1\.000 +1\.000 – +1\.000 +3\r?\n", result.Out);
        Assert.Matches(@"\n    absent +1\.000 ", result.Out);
        Assert.Matches(@"\nbalanced accuracy of the check +1\.000 ", result.Out);
        Assert.Contains("Ran set in ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_run_writes_the_same_bytes()
    {
        await _cli.RunAsync("eval", "--set", "set", "--out", "one.json", "--report", "one.html");
        var second = await _cli.RunAsync("eval", "--set", "set", "--out", "two.json", "--report", "two.html");

        Assert.Equal(ExitCode.Done, second.ExitCode);
        Assert.Equal(_cli.Read("one.json"), _cli.Read("two.json"));
        Assert.Equal(_cli.Read("one.html"), _cli.Read("two.html"));
        Assert.Equal(["a", "b", "c"], JsonDocument.Parse(_cli.Read("one.json")).RootElement.GetProperty("run").GetProperty("questions").EnumerateArray().Select(row => row.GetProperty("asked").GetProperty("id").GetString()));
        Assert.Equal("QaBot on set", XDocument.Parse(_cli.Read("one.html")).Descendants("title").First().Value);
        Assert.Empty(Directory.GetFiles(_cli.Folder, "*.partial"));
    }

    [Fact]
    public async Task One_file_of_a_set_can_be_run_alone()
    {
        var questions = await _cli.RunAsync("eval", "--set", "set/questions.jsonl");
        var claims = await _cli.RunAsync("eval", "--set", "set/pairs.jsonl");

        Assert.StartsWith("questions.jsonl (split all; 3 questions, 0 claims", questions.Out, StringComparison.Ordinal);
        Assert.StartsWith("pairs.jsonl (split all; 0 questions, 2 claims", claims.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Retrieval", claims.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_golden_set_is_found_from_a_folder_below_and_asked_of_the_seeds_beside_it()
    {
        _cli.Write("tests/golden/seeds.jsonl", """
            {"id":"a","question":"When did the harbour of Lisbon open?","reply":"answer","answers":["1887"],"docs":{"harbour.txt":1},"kind":"fact","split":"tune"}
            {"id":"b","question":"Hello","reply":"conversation","kind":"conversation","split":"test"}
            """);
        _cli.Write("tests/golden/drafts/one.md", "A draft.\n=== split\ntune\n=== question\nWhen did the harbour open?\n=== evidence harbour.txt\nThe harbour of Lisbon opened in 1887.\n=== draft\nThe harbour of Lisbon opened in 1887 [1].\n=== claims\n[1] {1} The harbour of Lisbon opened in 1887.\n");
        _cli.Write("seeds/harbour.txt", "The harbour of Lisbon opened in 1887.");

        var result = await _cli.RunAsync("eval", "--split", "tune");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.StartsWith("golden (split tune; 1 question, 0 claims, 1 draft; ", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"\nright reply +1\.000 ", result.Out);
        Assert.Matches(@"\ncitation recall of drafts, unmarked +1\.000 ", result.Out);
    }

    [Fact]
    public async Task Answers_are_measured_without_the_gate_and_refusals_with_the_configured_one()
    {
        _cli.Write("appsettings.json", JsonSerializer.Serialize(new { Answering = new { Prompts = RepositoryFiles.Prompts, RefuseBelow = 1.0 } }));

        var result = await _cli.RunAsync("eval", "--set", "set/questions.jsonl");

        Assert.Contains("refuses below 1;", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"\nanswer and source +1\.000 ", result.Out);
        Assert.Matches(@"\ncoverage +0\.000 ", result.Out);
    }

    [Fact]
    public async Task Another_prompt_can_be_tried_before_it_is_used()
    {
        await _cli.RunAsync("eval", "--set", "set", "--out", "before.json");
        await _cli.RunAsync("eval", "--set", "set", "--prompt", "Concise", "--out", "after.json");

        Assert.Equal(("AnswerQuestion", "Concise"), (PromptOf("before.json"), PromptOf("after.json")));
        Assert.Equal(ExitCode.Done, (await _cli.RunAsync("eval", "--compare", "before.json", "after.json")).ExitCode);
        Assert.Contains("Nonesuch", Assert.Single((await _cli.RunAsync("eval", "--set", "set", "--prompt", "Nonesuch")).ErrorLines), StringComparison.Ordinal);

        string? PromptOf(string file) => JsonDocument.Parse(_cli.Read(file)).RootElement.GetProperty("run").GetProperty("prompt").GetProperty("name").GetString();
    }

    [Fact]
    public async Task Two_runs_are_compared_by_figure_and_by_question()
    {
        await _cli.RunAsync("eval", "--set", "set", "--out", "before.json");
        _cli.Write("appsettings.json", JsonSerializer.Serialize(new { Answering = new { Prompts = RepositoryFiles.Prompts, RefuseBelow = 1.0 } }));
        await _cli.RunAsync("eval", "--set", "set", "--out", "after.json");

        var result = await _cli.RunAsync("eval", "--compare", "before.json", "after.json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.StartsWith("before.json → after.json (3 questions, 2 claims, 0 drafts in common)", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"\nright reply +1\.000 +0\.333 +-0\.667 ", result.Out);
        Assert.Contains("Replies that were right and are wrong: 2", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"\na \(answerable\) When did the harbour of Lisbon open\?\r?\n    gold +1887\r?\n    before  .*1887.*\r?\n    after   refused", result.Out);
        Assert.DoesNotContain("that were wrong and are right", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing", "--set", "missing")]
    [InlineData("tests/golden", "--split", "all")]
    [InlineData("half", "--split", "half")]
    [InlineData("set.json", "--set", "set", "--out", "set.json", "--report", "set.json")]
    [InlineData("nowhere", "--set", "set", "--out", "nowhere/set.json")]
    [InlineData("split is tune", "--set", "set", "--split", "tune")]
    [InlineData("missing.json", "--compare", "missing.json", "missing.json")]
    [InlineData("appsettings.json", "--compare", "appsettings.json", "appsettings.json")]
    [InlineData("--compare", "--compare", "appsettings.json")]
    [InlineData("--set", "--compare", "a.json", "b.json", "--set", "set")]
    [InlineData("--split", "--compare", "a.json", "b.json", "--split", "tune")]
    public async Task Wrong_use_is_named_in_one_line(string named, params string[] args)
    {
        var result = await _cli.RunAsync(["eval", .. args]);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.Contains(named, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_row_is_named_by_file_and_line()
    {
        _cli.Write("bad.jsonl", """
            {"id":"a","question":"When?"}
            {"id":"b"}
            """);

        var result = await _cli.RunAsync("eval", "--set", "bad.jsonl");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("bad.jsonl:2: \"question\" is missing.", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_the_corpus_lacks_ends_the_run()
    {
        _cli.Write("articles/other.txt", "Something else.");

        var result = await _cli.RunAsync("eval", "--set", "set", "--corpus", "articles");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("harbour.txt", result.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }
}
