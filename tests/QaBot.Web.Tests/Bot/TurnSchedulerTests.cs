using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QaBot.Web.Bot;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot;

public sealed class TurnSchedulerTests
{
    [Fact]
    public async Task A_turn_that_fails_does_not_stop_those_after_it()
    {
        using var scheduler = await StartAsync(new BotOptions());

        Assert.True(scheduler.TryEnqueue("c", _ => throw new InvalidOperationException("broken"), out var failed));
        Assert.True(scheduler.TryEnqueue("c", _ => Task.CompletedTask, out var next));

        await Assert.ThrowsAsync<InvalidOperationException>(() => failed.WaitAsync(Wait.Limit));
        await next.WaitAsync(Wait.Limit);
        await scheduler.StoppingAsync(default);
    }

    [Fact]
    public async Task Turns_of_a_conversation_never_overlap_and_keep_their_order()
    {
        using var scheduler = await StartAsync(new BotOptions { ConcurrentTurns = 8 });
        var order = new ConcurrentDictionary<string, List<int>>();
        var running = new ConcurrentDictionary<string, int>();
        var overlaps = 0;

        for (var i = 0; i < 400; i++)
        {
            var (number, conversation) = (i, $"c{i % 5}");
            Assert.True(scheduler.TryEnqueue(
                conversation,
                async _ =>
                {
                    if (running.AddOrUpdate(conversation, 1, (_, count) => count + 1) > 1)
                        Interlocked.Increment(ref overlaps);
                    await Task.Yield();
                    order.GetOrAdd(conversation, _ => []).Add(number);
                    running.AddOrUpdate(conversation, 0, (_, count) => count - 1);
                },
                out _));
        }

        await scheduler.StoppingAsync(default);
        Assert.Equal(0, overlaps);
        Assert.Equal(400, order.Values.Sum(numbers => numbers.Count));
        Assert.All(order.Values, numbers => Assert.Equal(numbers.Order(), numbers));
    }

    [Fact]
    public async Task No_more_run_at_once_than_are_allowed()
    {
        using var scheduler = await StartAsync(new BotOptions { ConcurrentTurns = 3 });
        var (running, most) = (0, 0);
        var gate = new TaskCompletionSource();
        for (var i = 0; i < 20; i++)
        {
            Assert.True(scheduler.TryEnqueue(
                $"c{i}",
                async _ =>
                {
                    var now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    await gate.Task;
                    Interlocked.Decrement(ref running);
                },
                out _));
        }

        await Wait.UntilAsync(() => Volatile.Read(ref running) == 3);
        gate.SetResult();
        await scheduler.StoppingAsync(default);

        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Nothing_is_accepted_over_the_bound_or_after_the_stop()
    {
        using var scheduler = await StartAsync(new BotOptions { WaitingTurns = 2 });
        var gate = new TaskCompletionSource();

        Assert.True(scheduler.TryEnqueue("c", _ => gate.Task, out var first));
        Assert.True(scheduler.TryEnqueue("c", _ => Task.CompletedTask, out _));
        Assert.False(scheduler.TryEnqueue("d", _ => Task.CompletedTask, out _));
        gate.SetResult();
        await first;
        await scheduler.StoppingAsync(default);

        Assert.False(scheduler.TryEnqueue("d", _ => Task.CompletedTask, out _));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            Interlocked.CompareExchange(ref target, value, seen);
    }

    private static async Task<TurnScheduler> StartAsync(BotOptions options)
    {
        var scheduler = new TurnScheduler(Options.Create(options), TimeProvider.System, NullLogger<TurnScheduler>.Instance);
        await scheduler.StartAsync(default);
        return scheduler;
    }
}
