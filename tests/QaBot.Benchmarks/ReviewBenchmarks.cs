using BenchmarkDotNet.Attributes;
using QaBot.Review.Queue;
using QaBot.Review.Reports;
using QaBot.Review.Sqlite;

namespace QaBot.Benchmarks;

/// <summary>What reviewers wait for with 100,000 answers in the store, of which every fifth is reviewed.</summary>
public class ReviewBenchmarks
{
    private const int Answers = 100_000;
    private const int PageSize = 25;

    private static readonly ReviewFilter s_open = new() { State = ReviewState.Open };

    private ReviewStoreFolder _folder = null!;

    private SqliteReviewStore Store => _folder.Store;

    [GlobalSetup]
    // Not every toolchain of BenchmarkDotNet awaits a set-up.
    public void Start() => _folder = ReviewStoreFolder.CreateAsync(Answers).GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Stop() => _folder.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>What the page asks for when it opens.</summary>
    [Benchmark(Baseline = true)]
    public async Task<int> OpenQueue()
    {
        var values = await Store.FilterValuesAsync();
        return values.Articles.Count + (await QueueAsync(s_open)).Total;
    }

    [Benchmark]
    public Task<ReviewPage> QueueFirstPage() => QueueAsync(s_open);

    [Benchmark]
    public Task<ReviewPage> QueueNewestOfAll() => Store.QueueAsync(new ReviewFilter(), ReviewOrder.Newest, 0, PageSize);

    [Benchmark]
    public Task<ReviewPage> QueueLastPageCounted() => Store.QueueAsync(s_open, ReviewOrder.Urgency, ReviewPage.MostCounted - PageSize, PageSize);

    [Benchmark]
    public Task<ReviewPage> QueueFlaggedOfAnArticle() => QueueAsync(s_open with { IsFlagged = true, Article = _folder.Article });

    [Benchmark]
    public Task<ReviewPage> QueueByModelInOneWeek() => QueueAsync(s_open with { Model = "gpt-4o-mini", From = _folder.Middle, To = _folder.Middle.AddDays(7) });

    [Benchmark]
    public Task<ReviewPage> QueueWithNothingInIt() => QueueAsync(s_open with { Model = "none", IsRefused = true });

    [Benchmark]
    public Task<ReviewPage> SearchRareWord() => QueueAsync(new ReviewFilter { Text = _folder.RareWord });

    [Benchmark]
    public Task<ReviewPage> SearchCommonWord() => QueueAsync(new ReviewFilter { Text = _folder.CommonWord });

    [Benchmark]
    public Task<ReviewPage> SearchTwoWordsOfOpen() => QueueAsync(s_open with { Text = $"{_folder.CommonWord} {_folder.RareWord}" });

    [Benchmark]
    public Task<ReviewPage> SearchBeginningOfAWord() => QueueAsync(new ReviewFilter { Text = _folder.CommonWord[..3] });

    [Benchmark]
    public Task<string?> Next() => Store.NextAsync(s_open, ReviewOrder.Urgency, "ann", null);

    [Benchmark]
    public Task<Dashboard> DashboardOfAQuarter() => Store.DashboardAsync(_folder.Middle, _folder.Middle.AddDays(90), DashboardPeriod.Week, DashboardDimension.Prompt);

    [Benchmark]
    public Task<Dashboard> DashboardOfAll() => Store.DashboardAsync(null, null, DashboardPeriod.Week, DashboardDimension.None);

    [Benchmark]
    public Task<CheckerReport> Checker() => Store.CheckerAsync();

    private Task<ReviewPage> QueueAsync(ReviewFilter filter) => Store.QueueAsync(filter, ReviewOrder.Urgency, 0, PageSize);
}
