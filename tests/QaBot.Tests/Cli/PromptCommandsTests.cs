using System.Text.Json;
using QaBot.Cli;

namespace QaBot.Tests.Cli;

public sealed class PromptCommandsTests : IDisposable
{
    private readonly CliDriver _cli = new();

    public PromptCommandsTests() => _cli.Write("articles/tower.txt", "The lighthouse of Aldmere is 31 metres high. Tobias Wren built the lighthouse in 1874.");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Prompts_lists_them_for_people_and_as_json()
    {
        var people = await _cli.RunAsync("prompts");
        var json = JsonDocument.Parse((await _cli.RunAsync("prompts", "--json")).Out).RootElement;

        Assert.Matches(@"AnswerQuestion \([0-9a-f]{12}, configured\)", people.Out);
        Assert.Equal(["AnswerQuestion", "Concise", "Detailed", "QuotesOnly", "Structured"], json.EnumerateArray().Select(prompt => prompt.GetProperty("name").GetString()!));
        Assert.True(json[0].GetProperty("isConfigured").GetBoolean());
        Assert.Equal(64, json[1].GetProperty("hash").GetString()!.Length);
    }

    [Fact]
    public async Task Compare_shows_both_prompts_for_people_and_as_json()
    {
        var people = await _cli.RunAsync("compare", "concise", "Detailed", "How high is the lighthouse?");
        var json = JsonDocument.Parse((await _cli.RunAsync("compare", "concise", "Detailed", "How high is the lighthouse?", "--json")).Out).RootElement;

        Assert.Contains("which has no effect", people.Out, StringComparison.Ordinal);
        Assert.Contains("31 metres high", people.Out, StringComparison.Ordinal);
        Assert.False(json.GetProperty("wordingMatters").GetBoolean());
        Assert.Equal("Concise", json.GetProperty("first").GetProperty("prompt").GetProperty("name").GetString());
        Assert.Equal("Detailed", json.GetProperty("second").GetProperty("answer").GetProperty("prompt").GetProperty("name").GetString());
        Assert.True(json.GetProperty("first").GetProperty("promptTokens").GetInt32() > 0);
    }

    [Theory]
    [InlineData(ExitCode.WrongUse, "nothing to compare", "compare", "Concise", "concise", "Why?")]
    [InlineData(ExitCode.Failed, "Did you mean Concise?", "compare", "Consise", "Detailed", "Why?")]
    [InlineData(ExitCode.WrongUse, "question", "compare", "Concise", "Detailed")]
    [InlineData(ExitCode.Failed, "Did you mean Concise?", "ask", "--prompt", "Consise", "Why?")]
    [InlineData(ExitCode.Failed, "Did you mean Concise?", "chat", "--prompt", "Consise")]
    [InlineData(ExitCode.WrongUse, "--trace", "ask", "--batch", "a", "--out", "b", "--trace")]
    public async Task What_cannot_be_done_is_told_in_one_line(int exitCode, string told, params string[] args)
    {
        var result = await _cli.RunAsync(args);

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Out));
        Assert.Contains(told, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_with_trace_shows_the_steps_on_stderr_and_only_the_answer_on_stdout()
    {
        var result = await _cli.RunAsync("ask", "How high is the lighthouse?", "--prompt", "concise", "--trace", "--json");

        Assert.Equal("Concise", JsonDocument.Parse(result.Out).RootElement.GetProperty("prompt").GetProperty("name").GetString());
        foreach (var step in (string[])["Standalone query", "Passages", "Evidence gate", "Rendered prompt", "Raw model text", "Claims and verdicts", "Timings"])
            Assert.Contains($"── {step}", result.Error, StringComparison.Ordinal);
        Assert.Contains("<passage n=\"1\"", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_a_batch_may_name_its_prompt_and_fails_alone_when_there_is_none()
    {
        _cli.Write("in.jsonl", """
            {"id":1,"question":"How high is the lighthouse?","prompt":"Concise"}
            {"id":2,"question":"How high is the lighthouse?"}
            {"id":3,"question":"How high is the lighthouse?","prompt":"Consise"}
            """);

        var result = await _cli.RunAsync("ask", "--batch", "in.jsonl", "--out", "out.jsonl");

        var lines = _cli.Read("out.jsonl").TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(["Concise", "AnswerQuestion"], lines.Take(2).Select(line => line.GetProperty("prompt").GetProperty("name").GetString()!));
        Assert.Contains("Did you mean Concise?", lines[2].GetRawText(), StringComparison.Ordinal);
    }
}
