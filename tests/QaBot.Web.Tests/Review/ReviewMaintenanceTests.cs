using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using QaBot.Review.Sqlite;
using QaBot.Web.Review;
using QaBot.Web.Tests.Http;
using QaBot.Web.Tests.Review.Figures;

namespace QaBot.Web.Tests.Review;

/// <summary>What becomes of reviews by themselves.</summary>
public sealed class ReviewMaintenanceTests : IDisposable
{
    private readonly TestFolder _folder = new TestFolder().WithArticle(ReviewedAnswers.Article, ReviewedAnswers.Text).WithArticle("other.txt", "Another article, which stays as it is.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_verdict_reopens_when_its_quote_moves_and_closes_when_it_is_back()
    {
        await using var host = await BotHost.StartAsync(_folder);
        await ReviewedAnswers.FillAsync(host, 3);
        await using var store = await SqliteReviewStore.OpenAsync(host.AnswerLogFile, TimeProvider.System);
        Assert.Equal([false, false, false], await ReopenedAsync(store));

        await ChangeAsync(host, ReviewedAnswers.Article, $"Newly put before it. {ReviewedAnswers.Text}");
        await Wait.UntilAsync(async () => (await ReopenedAsync(store)).All(isReopened => isReopened));
        await ChangeAsync(host, ReviewedAnswers.Article, ReviewedAnswers.Text.Replace(ReviewedAnswers.OtherQuote, "", StringComparison.Ordinal));

        await Wait.UntilAsync(async () => !(await ReopenedAsync(store)).Any(isReopened => isReopened));
        Assert.Contains(await store.AuditAsync(null, 100), entry => entry is { Who: "qabot", What: "reopen" });
    }

    [Fact]
    public async Task What_changed_while_nothing_ran_is_seen_at_the_next_start()
    {
        await using (var host = await BotHost.StartAsync(_folder))
            await ReviewedAnswers.FillAsync(host, 1);
        _folder.WithArticle(ReviewedAnswers.Article, "All of it is written anew.");

        await using var again = await BotHost.StartAsync(_folder);

        await using var store = await SqliteReviewStore.OpenAsync(again.AnswerLogFile, TimeProvider.System);
        await Wait.UntilAsync(async () => (await ReopenedAsync(store)).All(isReopened => isReopened));
    }

    [Fact]
    public async Task Answers_are_deleted_day_by_day_when_they_are_older_than_is_set()
    {
        // Ten days with three answers each, then the last one's evening.
        var time = new FakeTimeProvider(ReviewedAnswers.Start.AddDays(10));
        await FillAsync(30);

        await using var host = await BotHost.StartWithAsync(_folder, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)), ("Review:KeepDays", "3"));

        await using var store = await SqliteReviewStore.OpenAsync(host.AnswerLogFile, TimeProvider.System);
        await Wait.UntilAsync(async () => await CountAsync(store) == 9);
        time.Advance(TimeSpan.FromDays(1));
        await Wait.UntilAsync(async () => await CountAsync(store) == 6);
        var entry = (await store.AuditAsync(null, 1))[0];
        Assert.Equal(("qabot", "delete-old"), (entry.Who, entry.What));
    }

    [Fact]
    public async Task By_default_answers_are_kept_for_good()
    {
        await FillAsync(3);
        await using var host = await BotHost.StartAsync(_folder);
        await using var store = await SqliteReviewStore.OpenAsync(host.AnswerLogFile, TimeProvider.System);

        // By then old answers would have been deleted: it is done at the start.
        await host.AskAsync(Activities.Message("When was the lighthouse of Norrland built?", "http://localhost:1"));

        Assert.Equal(4, await CountAsync(store));
    }

    [Fact]
    public async Task What_fails_is_logged_without_anybodys_words_and_stops_nothing()
    {
        await using var host = await BotHost.StartWithAsync(
            _folder, services => services.Replace(ServiceDescriptor.Singleton(new ReviewStoreFile(() => throw new InvalidDataException("What a user typed.")))), ("Review:KeepDays", "1"));

        await Wait.UntilAsync(() => host.Log.All.Any(line => line.Contains("Old answers could not be deleted. InvalidDataException", StringComparison.Ordinal)));
        await Wait.UntilAsync(() => host.Log.All.Any(line => line.Contains("Verdicts could not be compared with the articles. InvalidDataException", StringComparison.Ordinal)));
        Assert.DoesNotContain(host.Log.All, line => line.Contains("What a user typed", StringComparison.Ordinal));
        Assert.NotEmpty(await host.AskAsync(Activities.Message("When was the lighthouse of Norrland built?", "http://localhost:1")));
    }

    private static async Task<int> CountAsync(SqliteReviewStore store) => (await store.MeasuresAsync(null, null)).Count;

    private async Task FillAsync(int count)
    {
        await using var before = await BotHost.StartAsync(_folder);
        await ReviewedAnswers.FillAsync(before, count);
    }

    private static async Task<List<bool>> ReopenedAsync(SqliteReviewStore store)
    {
        var reopened = new List<bool>();
        await foreach (var review in store.ReadReviewsAsync())
            reopened.Add(review.IsReopened);
        return reopened;
    }

    private async Task ChangeAsync(BotHost host, string name, string text)
    {
        _folder.WithArticle(name, text);
        await host.Corpus.RefreshAsync();
    }
}
