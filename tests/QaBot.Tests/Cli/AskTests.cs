using System.Text.Json;
using QaBot.Cli;
using QaBot.Review;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Cli;

public sealed class AskTests : IDisposable
{
    private const string Pages = "How many pages of US evidence did Mexico publish?";

    private readonly CliDriver _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_question_of_the_seeds_is_answered_as_one_line_of_json_with_quotes_at_their_offsets()
    {
        var result = await _cli.RunAsync("ask", "--json", Pages, "--corpus", RepositoryFiles.Seeds);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Single(result.Out.TrimEnd('\n').Split('\n'));
        var answer = JsonDocument.Parse(result.Out).RootElement;
        Assert.False(answer.GetProperty("refused").GetBoolean());
        Assert.Contains("751", answer.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(0, answer.GetProperty("citations").GetArrayLength());
        foreach (var citation in answer.GetProperty("citations").EnumerateArray())
        {
            var text = await File.ReadAllTextAsync(Path.Combine(RepositoryFiles.Seeds, citation.GetProperty("article").GetString()!));
            var (start, end) = (citation.GetProperty("start").GetInt32(), citation.GetProperty("end").GetInt32());
            Assert.Equal(citation.GetProperty("quote").GetString(), text[start..end]);
        }
    }

    [Fact]
    public async Task For_a_person_the_answer_is_followed_by_its_sources_without_colours_when_redirected()
    {
        var result = await _cli.RunAsync("ask", Pages, "--corpus", RepositoryFiles.Seeds);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("751", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"\nSources\n\[1\] Vanda Felbab-Brown, The Brookings Institution \(.*\.txt\) \d+–\d+\n", result.Out.ReplaceLineEndings("\n"));
        Assert.DoesNotContain('\e', result.Out);
    }

    [Fact]
    public async Task A_refusal_says_why_and_is_no_failure()
    {
        var result = await _cli.RunAsync("ask", "What is the capital of France?", "--corpus", RepositoryFiles.Seeds);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("No passage found has:", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Sources", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ask", Pages, "--history", "Earlier?", "Later?")]
    [InlineData("ask", "--history", "Earlier?", "--history", "Later?", Pages)]
    [InlineData("ask", "--history", "Earlier?", "Later?", Pages)]
    [InlineData("ask", "-", "--history", "Earlier?", "Later?")]
    public async Task The_question_may_stand_before_or_after_the_history_or_come_from_stdin(params string[] args)
    {
        var result = await _cli.RunAsync(Pages + "\n", [.. args, "--record", "--json", "--corpus", RepositoryFiles.Seeds]);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(Pages, JsonDocument.Parse(result.Out).RootElement.GetProperty("question").GetString());
        var record = Assert.Single(await RecordsAsync());
        Assert.Equal(["Earlier?", "Later?"], record.History.Select(turn => turn.Text));
    }

    [Fact]
    public async Task A_recorded_answer_is_in_the_log_under_the_id_that_the_json_tells()
    {
        var result = await _cli.RunAsync("ask", Pages, "--record", "--json", "--corpus", RepositoryFiles.Seeds);

        var record = Assert.Single(await RecordsAsync());
        Assert.Equal(record.Id, JsonDocument.Parse(result.Out).RootElement.GetProperty("id").GetString());
        Assert.Contains("passage n=", record.RenderedPrompt, StringComparison.Ordinal);
        Assert.NotEmpty(record.Evidence);
    }

    [Fact]
    public async Task Without_record_no_answer_is_kept()
    {
        await _cli.RunAsync("ask", Pages, "--corpus", RepositoryFiles.Seeds);

        Assert.Empty(Logs());
    }

    [Fact]
    public async Task A_batch_gives_every_line_the_json_of_a_single_question()
    {
        _cli.Write("in.jsonl", $$"""
            {"id":"a","question":"{{Pages}}"}
            {"id":2,"question":"What is the capital of France?","history":["Hello"]}
            {"id":"c","question":""}
            """);

        var batch = await _cli.RunAsync("ask", "--batch", "in.jsonl", "--out", "out.jsonl", "--corpus", RepositoryFiles.Seeds);
        var single = await _cli.RunAsync("ask", Pages, "--json", "--corpus", RepositoryFiles.Seeds);

        Assert.Equal(ExitCode.Done, batch.ExitCode);
        Assert.Empty(batch.Out);
        var lines = _cli.Read("out.jsonl").TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["\"a\"", "2", "\"c\""], lines.Select(line => line.GetProperty("id").GetRawText()));
        Assert.True(lines[1].GetProperty("refused").GetBoolean());
        var expected = JsonDocument.Parse(single.Out).RootElement;
        Assert.Equal(expected.EnumerateObject().Select(property => property.Name), lines[0].EnumerateObject().Select(property => property.Name));
        Assert.All(["question", "answer", "citations", "claims", "retrieved"], (string name) =>
            Assert.Equal(expected.GetProperty(name).GetRawText(), lines[0].GetProperty(name).GetRawText()));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_on_stderr_and_the_rest_answers()
    {
        _cli.Write("articles/good.txt", "The harbour of Lisbon opened in 1887.");
        _cli.Write("articles/bad.txt", "");

        var result = await _cli.RunAsync("ask", "When did the harbour of Lisbon open?");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("1887", result.Out, StringComparison.Ordinal);
        Assert.Contains(result.ErrorLines, line => line.StartsWith("Left out bad.txt: ", StringComparison.Ordinal));
    }

    private IEnumerable<string> Logs() => Directory.EnumerateFiles(_cli.Folder, "answers.db", SearchOption.AllDirectories);

    private async Task<List<AnswerRecord>> RecordsAsync()
    {
        await using var log = await AnswerLog.OpenAsync(Assert.Single(Logs()));
        return await log.ReadAllAsync().ToListAsync();
    }

    [Fact]
    public async Task A_state_folder_that_cannot_be_written_to_is_a_warning_and_no_more()
    {
        _cli.Write("articles/port.txt", "The harbour of Lisbon opened in 1887.");
        _cli.Write(".qabot", "a file where the folder should be");

        var result = await _cli.RunAsync("ask", "When did the harbour of Lisbon open?");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("1887", result.Out, StringComparison.Ordinal);
        Assert.Single(result.ErrorLines, line => line.StartsWith("warning: ", StringComparison.Ordinal) && line.Contains(".qabot", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_file_name_that_a_terminal_would_obey_is_not_passed_on()
    {
        Skip.If(OperatingSystem.IsWindows(), "Such names cannot be given there.");
        _cli.Write("articles/\e[2J\nport.txt", "The harbour of Lisbon opened in 1887.");
        _cli.Write("articles/\e[2Jempty.txt", "");

        string[] asked = ["ask", "When did the harbour of Lisbon open?"], searched = ["search", "harbour of Lisbon"], indexed = ["index"];
        foreach (var args in new[] { asked, searched, indexed })
        {
            var result = await _cli.RunAsync(args);

            Assert.Equal(ExitCode.Done, result.ExitCode);
            Assert.DoesNotContain('\e', result.Out + result.Error);
        }
    }
}
