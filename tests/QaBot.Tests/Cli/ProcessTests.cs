using System.Text.Json;
using QaBot.Cli;
using QaBot.Testing;

namespace QaBot.Tests.Cli;

/// <summary>What only a process of its own can show: streams, environment, signals.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly CliDriver _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task An_answer_leaves_the_process_as_utf8_on_stdout_whatever_the_locale()
    {
        _cli.Write("articles/port.txt", "The café at the harbour of Lisbon opened in 1887.");

        var result = await _cli.RunProcessAsync(["ask", "When did the café open?", "--json"], ("LC_ALL", "POSIX"));

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("café", JsonDocument.Parse(result.Out).RootElement.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Contains("café", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_environment_variable_overrides_a_setting()
    {
        string[] question = ["ask", "What is the capital of France and its harbour?", "--json"];
        _cli.Write("articles/port.txt", "The harbour of Lisbon opened in 1887.");

        var strict = await _cli.RunProcessAsync(question, ("Answering__RefuseBelow", "1"));
        var never = await _cli.RunProcessAsync(question, ("Answering__RefuseBelow", "0"));
        var faulty = await _cli.RunProcessAsync(["index"], ("Answering__RefuseBelow", "2"));

        Assert.True(JsonDocument.Parse(strict.Out).RootElement.GetProperty("refused").GetBoolean());
        Assert.False(JsonDocument.Parse(never.Out).RootElement.GetProperty("refused").GetBoolean());
        Assert.Equal(ExitCode.Failed, faulty.ExitCode);
        Assert.Contains("RefuseBelow", Assert.Single(faulty.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_use_and_failure_have_their_exit_codes()
    {
        Assert.Equal(ExitCode.WrongUse, (await _cli.RunProcessAsync(["ask", "question", "--unknown"])).ExitCode);
        Assert.Equal(ExitCode.Failed, (await _cli.RunProcessAsync(["ask", "question", "--corpus", "no-such-folder"])).ExitCode);
    }

    [SkippableFact]
    public async Task Ctrl_C_leaves_the_partial_results_says_so_and_exits_with_130()
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals are sent the Unix way.");
        _cli.Write("in.jsonl", string.Concat(Enumerable.Repeat("""{"claim":"The harbour opened in 1887.","sources":["The harbour opened in 1888."]}""" + "\n", 2_000_000)));

        using var process = _cli.Start(["verify", "--batch", "in.jsonl", "--out", "out.jsonl"]);
        var errors = process.StandardError.ReadToEndAsync();
        while (new FileInfo(_cli.PathOf("out.jsonl.partial")) is not { Exists: true, Length: > 0 })
        {
            Assert.False(process.HasExited, "It ended before there was a result.");
            await Task.Delay(20);
        }

        process.Interrupt();
        await process.WaitForExitAsync();

        Assert.Equal(ExitCode.Interrupted, process.ExitCode);
        Assert.Contains(_cli.PathOf("out.jsonl.partial"), await errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_cli.PathOf("out.jsonl")));
        Assert.EndsWith("}\n", _cli.Read("out.jsonl.partial"), StringComparison.Ordinal);
    }
}
