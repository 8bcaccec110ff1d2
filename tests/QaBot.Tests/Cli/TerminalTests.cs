using QaBot.Cli;

namespace QaBot.Tests.Cli;

public sealed class TerminalTests
{
    [Fact]
    public async Task Long_work_is_drawn_on_stderr_while_somebody_watches_and_notes_stay_readable()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var synchronized = TextWriter.Synchronized(error);
        var terminal = new Terminal(output, synchronized, TextReader.Null) { ErrorIsInteractive = true };
        var work = new TaskCompletionSource<int>();
        var drawn = 0;

        var watched = terminal.WatchAsync(work.Task, () =>
        {
            if (++drawn == 3)
                terminal.Note("A line of its own.");
            if (drawn == 6)
                work.SetResult(42);
            return ("Counting [to] 42", 0.5);
        });

        Assert.Equal(42, await watched);
        Assert.Contains("Counting [to] 42", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("A line of its own.", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }

    [Fact]
    public async Task Nothing_is_drawn_when_nobody_watches()
    {
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, error, TextReader.Null);

        Assert.Equal(42, await terminal.WatchAsync(Task.Delay(700).ContinueWith(_ => 42, TaskScheduler.Default), () => ("Counting", 0.5)));
        Assert.Empty(error.ToString());
    }

    [Fact]
    public async Task Failures_of_watched_work_come_through()
    {
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, TextReader.Null) { ErrorIsInteractive = true };

        await Assert.ThrowsAsync<IOException>(() => terminal.WatchAsync(Task.FromException<int>(new IOException()), () => ("", 0)));
    }
}
