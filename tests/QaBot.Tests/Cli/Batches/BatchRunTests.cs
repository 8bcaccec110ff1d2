using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using QaBot.Cli;
using QaBot.Cli.Batches;

namespace QaBot.Tests.Cli.Batches;

public sealed class BatchRunTests : IDisposable
{
    private readonly CliDriver _cli = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _error.Dispose();
        _cli.Dispose();
    }

    [Fact]
    public async Task Results_keep_the_order_of_the_lines_although_later_ones_finish_first()
    {
        _cli.Write("in.jsonl", string.Concat(Enumerable.Range(1, 500).Select(i => $$"""{"id":"q{{i}}","question":"{{i}}"}""" + "\n")));
        var held = new TaskCompletionSource();
        var done = 0;

        var exitCode = await RunAsync(async (line, _) =>
        {
            if (line.Question == "1")
                await held.Task;
            else if (Interlocked.Increment(ref done) == 100)
                held.SetResult();
            return line.Question!;
        });

        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Equal(Enumerable.Range(1, 500).Select(i => i.ToString(CultureInfo.InvariantCulture)), Results());
        Assert.False(File.Exists(_cli.PathOf("out.jsonl.partial")));
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_keeps_its_place_with_an_error_and_the_rest_is_done()
    {
        _cli.Write("in.jsonl", """
            {"id":"a","question":"first"}
            {"id":"b","question":
            {"id":"c"}
            {"id":"d","question":17}
            {"id":"e","question":"x","history":[{"role":"priest","text":"y"}]}
            [1]
            {"id":"g","question":"\ud800"}
            {"id":"h","question":"last"}
            """);

        var exitCode = await RunAsync((line, _) => Task.FromResult($"\"{line.Question}\""));

        Assert.Equal(ExitCode.Failed, exitCode);
        var results = Results().Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(8, results.Count);
        Assert.Equal(("first", "last"), (results[0].GetString(), results[7].GetString()));
        Assert.Equal([null, "c", "d", "e", null, "g"], results[1..7].Select(line => line.GetProperty("id").GetString()));
        Assert.All(results[1..7], line => Assert.NotEmpty(line.GetProperty("error").GetString()!));
        var notes = _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(2, 6).Select(i => $"in.jsonl:{i}:"), notes[..6].Select(note => note[..11]));
        Assert.Contains("6 of 8 lines", notes[6], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_whose_work_fails_keeps_its_id_and_its_place()
    {
        _cli.Write("in.jsonl", """
            {"id":"a","question":"1"}
            {"id":"b","question":"2"}
            """);

        var exitCode = await RunAsync((line, _) => line.Question == "1" ? throw new IOException("The model\nis away.") : Task.FromResult("{}"));

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Equal(["""{"id":"a","error":"The model is away."}""", "{}"], Results());
    }

    [Theory]
    [InlineData("[]", "byte 1")]
    [InlineData("{\"id\":1,\"question\":5}", "$.question")]
    [InlineData("{\"id\":1,\"question\":\"\\ud800\"}", "$.question")]
    public async Task A_line_of_another_kind_is_explained_without_our_types(string line, string place)
    {
        _cli.Write("in.jsonl", line);

        Assert.Equal(ExitCode.Failed, await RunAsync((_, _) => Task.FromResult("{}")));

        var error = JsonDocument.Parse(Assert.Single(Results())).RootElement.GetProperty("error").GetString();
        Assert.Contains(place, error, StringComparison.Ordinal);
        Assert.DoesNotContain("QaBot", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_keep_their_type_and_a_missing_one_is_the_line_number()
    {
        _cli.Write("in.jsonl", """
            {"id":7,"question":"x"}

            {"question":"x"}
            {"id":null,"question":"x"}
            {"id":"same","question":"x","unknown":{"field":[1]}}
            {"id":"same","question":"x"}
            """);

        await RunAsync((_, id) => Task.FromResult(id.ToJsonString()));

        Assert.Equal(["7", "\"3\"", "\"4\"", "\"same\"", "\"same\""], Results());
    }

    [Fact]
    public async Task A_byte_order_mark_windows_line_ends_and_blank_lines_are_tolerated()
    {
        await File.WriteAllTextAsync(
            _cli.PathOf("in.jsonl"),
            "{\"id\":\"a\",\"question\":\"é\"}\r\n\r\n   \r\n{\"id\":\"b\",\"question\":\"y\"}",
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        var exitCode = await RunAsync((line, _) => Task.FromResult(line.Question!));

        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Equal(["é", "y"], Results());
    }

    [Fact]
    public async Task History_is_read_as_strings_and_as_turns_with_roles()
    {
        _cli.Write("in.jsonl", """
            {"question":"x","history":["one","two"]}
            {"question":"x","history":[{"role":"user","text":"a"},{"role":"agent","text":"b"},{"role":"Assistant","text":"c"},{"role":"bot","text":"d"}]}
            {"question":"x","history":null}
            """);

        await RunAsync((line, id) => Task.FromResult(string.Join(' ', line.ToQuestion(id).History.Select(turn => $"{turn.Role}:{turn.Text}"))));

        Assert.Equal(["User:one User:two", "User:a Bot:b Bot:c Bot:d", ""], await File.ReadAllLinesAsync(_cli.PathOf("out.jsonl")));
    }

    [Fact]
    public async Task A_stopped_batch_leaves_what_it_has_in_the_partial_file_and_says_so()
    {
        _cli.Write("in.jsonl", string.Concat(Enumerable.Repeat("{\"question\":\"x\"}\n", 2000)));
        using var stop = new CancellationTokenSource();
        var done = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(
            async (_, _) =>
            {
                if (Interlocked.Increment(ref done) > 1000)
                {
                    await stop.CancelAsync();
                    await Task.Delay(Timeout.Infinite, stop.Token);
                }

                return "done";
            },
            stop.Token));

        var partial = await File.ReadAllLinesAsync(_cli.PathOf("out.jsonl.partial"));
        Assert.NotEmpty(partial);
        Assert.All(partial, line => Assert.Equal("done", line));
        Assert.False(File.Exists(_cli.PathOf("out.jsonl")));
        Assert.Contains($"{partial.Length} results are in {_cli.PathOf("out.jsonl.partial")}", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_is_not_read_far_ahead_of_the_results()
    {
        _cli.Write("in.jsonl", string.Concat(Enumerable.Repeat("{\"question\":\"x\"}\n", 5000)));
        var started = 0;
        var release = new TaskCompletionSource();

        var run = RunAsync(async (_, _) =>
        {
            Interlocked.Increment(ref started);
            await release.Task;
            return "";
        });
        while (Volatile.Read(ref started) == 0)
            await Task.Yield();
        Assert.InRange(Volatile.Read(ref started), 1, Environment.ProcessorCount);
        release.SetResult();

        Assert.Equal(ExitCode.Done, await run);
        Assert.Equal(5000, started);
    }

    private async Task<int> RunAsync(Func<QuestionLine, JsonNode, Task<string>> work, CancellationToken cancellationToken = default)
    {
        await using var files = new BatchFiles(_cli.Folder, "in.jsonl", "out.jsonl");
        return await new BatchRun<QuestionLine>(
            _cli.Terminal(TextWriter.Null, _error, TextReader.Null),
            files,
            BatchJson.Readable.QuestionLine,
            async (line, id, _) =>
            {
                line.ToQuestion(id);
                return await work(line, id);
            }).RunAsync(cancellationToken);
    }

    private string[] Results() => File.ReadAllLines(_cli.PathOf("out.jsonl"));
}
