using System.CommandLine;
using System.Diagnostics;
using QaBot.Review.Queue;
using QaBot.Review.Reports;

namespace QaBot.Benchmarks;

/// <summary>What reviewers wait for with many answers in the store, of which every fifth is reviewed. The store is made once, for all of it.</summary>
internal static class ReviewLoad
{
    private const int PageSize = 25;
    private const int Times = 21;

    private static readonly ReviewFilter s_open = new() { State = ReviewState.Open };

    public static Task<int> RunAsync(string[] args)
    {
        var answers = new Option<int>("--answers") { DefaultValueFactory = _ => 100_000, Description = "How many are in the store." };
        var command = new RootCommand("Reviewing with 100,000 answers in the store") { answers };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(answers), cancellationToken));
        return command.Parse(args).InvokeAsync();
    }

    private static async Task<int> RunAsync(int answers, CancellationToken cancellationToken)
    {
        await using var folder = await ReviewStoreFolder.CreateAsync(answers);
        var store = folder.Store;
        Task<ReviewPage> QueueAsync(ReviewFilter filter, ReviewOrder order = ReviewOrder.Urgency, int skip = 0) => store.QueueAsync(filter, order, skip, PageSize, cancellationToken);
        Console.WriteLine($"{"milliseconds",-42}{"first",9}{"median",9}{"slowest",9}");
        await MeasureAsync("the queue opens: filters and first page", async () => (await store.FilterValuesAsync(cancellationToken), await QueueAsync(s_open)));
        await MeasureAsync("first page", () => QueueAsync(s_open));
        await MeasureAsync("newest of all", () => QueueAsync(new ReviewFilter(), ReviewOrder.Newest));
        await MeasureAsync("last page that is counted", () => QueueAsync(s_open, skip: ReviewPage.MostCounted - PageSize));
        await MeasureAsync("flagged, of an article", () => QueueAsync(s_open with { IsFlagged = true, Article = folder.Article }));
        await MeasureAsync("by a model, in a week", () => QueueAsync(s_open with { Model = "gpt-4o-mini", From = folder.Middle, To = folder.Middle.AddDays(7) }));
        await MeasureAsync("by a prompt and a channel, in any state", () => QueueAsync(new ReviewFilter { Prompt = "AnswerQuestion", Channel = "msteams" }));
        await MeasureAsync("with nothing in it", () => QueueAsync(s_open with { Model = "none", IsRefused = true }));
        await MeasureAsync("search: a rare word", () => QueueAsync(new ReviewFilter { Text = folder.RareWord }));
        await MeasureAsync("search: a common word", () => QueueAsync(new ReviewFilter { Text = folder.CommonWord }));
        await MeasureAsync("search: two words, not reviewed", () => QueueAsync(s_open with { Text = $"{folder.CommonWord} {folder.RareWord}" }));
        await MeasureAsync("search: three letters of a word", () => QueueAsync(new ReviewFilter { Text = folder.CommonWord[..3] }));
        await MeasureAsync("search: one letter", () => QueueAsync(new ReviewFilter { Text = folder.CommonWord[..1] }));
        await MeasureAsync("next answer", () => store.NextAsync(s_open, ReviewOrder.Urgency, "ann", null, cancellationToken));
        await MeasureAsync("next answer that has a common word", () => store.NextAsync(s_open with { Text = folder.CommonWord }, ReviewOrder.Urgency, "ann", null, cancellationToken));
        await MeasureAsync("dashboard of a quarter, by prompt", () => store.DashboardAsync(folder.Middle, folder.Middle.AddDays(90), DashboardPeriod.Week, DashboardDimension.Prompt, cancellationToken), 5);
        await MeasureAsync("dashboard of all time", () => store.DashboardAsync(null, null, DashboardPeriod.Week, DashboardDimension.None, cancellationToken), 5);
        await MeasureAsync("the checker's page", () => store.CheckerAsync(cancellationToken), 3);
        return 0;
    }

    private static async Task MeasureAsync<T>(string name, Func<Task<T>> work, int times = Times)
    {
        var took = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await work();
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var sorted = took.Order().ToList();
        Console.WriteLine($"{name,-42}{took[0],9:0.0}{sorted[sorted.Count / 2],9:0.0}{sorted[^1],9:0.0}");
    }
}
