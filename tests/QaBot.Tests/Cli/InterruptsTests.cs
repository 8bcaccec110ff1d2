using QaBot.Cli.Chat;

namespace QaBot.Tests.Cli;

public sealed class InterruptsTests
{
    private Action _interrupt = () => { };

    [Fact]
    public async Task The_first_ctrl_c_stops_the_answer_and_the_chat_goes_on()
    {
        using var interrupts = Watch();
        var answer = interrupts.RunAsync(stop => Task.Delay(Timeout.Infinite, stop), CancellationToken.None);

        _interrupt();

        Assert.False(await answer);
        Assert.False(interrupts.Ended.IsCancellationRequested);
        Assert.True(await interrupts.RunAsync(_ => Task.CompletedTask, CancellationToken.None));
    }

    [Fact]
    public async Task A_second_one_while_the_answer_still_stops_ends_the_chat()
    {
        using var interrupts = Watch();
        var stopping = new TaskCompletionSource();
        var answer = interrupts.RunAsync(async stop =>
        {
            await stopping.Task;
            stop.ThrowIfCancellationRequested();
        }, CancellationToken.None);

        _interrupt();
        _interrupt();
        stopping.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.True(interrupts.Ended.IsCancellationRequested);
    }

    private Interrupts Watch() => new(action =>
    {
        _interrupt = action;
        return Stream.Null;
    });
}
