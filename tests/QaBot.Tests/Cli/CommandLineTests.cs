using QaBot.Cli;

namespace QaBot.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly CliDriver _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("ask", "question", "--unknown")]
    [InlineData("ask", "--unknown")]
    [InlineData("ask", "question", "another")]
    [InlineData("ask")]
    [InlineData("ask", "--history", "earlier")]
    [InlineData("ask", "question", "--corpus")]
    [InlineData("ask", "question", "--corpus", "")]
    [InlineData("ask", "question", "--prompt", " ")]
    [InlineData("ask", "--batch", "in.jsonl")]
    [InlineData("ask", "question", "--out", "out.jsonl")]
    [InlineData("ask", "question", "--batch", "in.jsonl", "--out", "out.jsonl")]
    [InlineData("ask", "--history", "earlier", "--batch", "in.jsonl", "--out", "out.jsonl")]
    [InlineData("ask", "--json", "--batch", "in.jsonl", "--out", "out.jsonl")]
    [InlineData("search")]
    [InlineData("search", "query", "--top", "0")]
    [InlineData("search", "query", "--top", "-3")]
    [InlineData("search", "query", "--top", "many")]
    [InlineData("search", "query", "--top")]
    [InlineData("verify", "--source", "text")]
    [InlineData("verify", "claim")]
    [InlineData("verify", "claim", "--source", "text", "--batch", "in.jsonl", "--out", "out.jsonl")]
    [InlineData("index", "extra")]
    [InlineData("unknown")]
    [InlineData]
    public async Task Wrong_use_is_one_line_on_stderr_and_exit_code_2(params string[] args)
    {
        var result = await _cli.RunAsync(args);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.StartsWith("qabot: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aks", "ask")]
    [InlineData("serach", "search")]
    [InlineData("verfy", "verify")]
    public async Task A_mistyped_command_gets_the_right_one_suggested(string typed, string meant)
    {
        var result = await _cli.RunAsync(typed, "something");

        Assert.Contains($"'{typed}'", result.Error, StringComparison.Ordinal);
        Assert.Contains($"Did you mean {meant}?", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("ask")]
    [InlineData("search")]
    [InlineData("verify")]
    [InlineData("index")]
    [InlineData("eval")]
    [InlineData("reviews")]
    [InlineData("reviews", "export")]
    public async Task Help_goes_to_stdout_and_ends_with_examples(params string[] command)
    {
        var result = await _cli.RunAsync([.. command, "--help"]);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Empty(result.Error);
        var examples = result.Out[result.Out.IndexOf("Examples:", StringComparison.Ordinal)..];
        Assert.Contains(string.Join(' ', ["dotnet run --project src/QaBot.Cli --", .. command]), examples, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_told()
    {
        var result = await _cli.RunAsync("--version");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", result.Out);
    }

    [Fact]
    public async Task A_batch_file_that_is_not_there_is_wrong_use_and_named()
    {
        var result = await _cli.RunAsync("ask", "--batch", "missing.jsonl", "--out", "out.jsonl");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("missing.jsonl", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.False(File.Exists(_cli.PathOf("out.jsonl.partial")));
    }

    [Theory]
    [InlineData("no/such/folder/out.jsonl")]
    [InlineData("articles")]
    [InlineData("in.jsonl")]
    public async Task A_place_for_the_results_that_cannot_be_used_is_wrong_use_and_named(string output)
    {
        _cli.Write("in.jsonl", "{}\n");
        Directory.CreateDirectory(_cli.PathOf("articles"));

        var result = await _cli.RunAsync("ask", "--batch", "in.jsonl", "--out", output);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(output, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }
}
