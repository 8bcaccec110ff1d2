using QaBot.Review;
using QaBot.Review.Sqlite;
using QaBot.Web.Tests.Http;
using QaBot.Web.Tests.Review.Figures;

namespace QaBot.Web.Tests.Review.Api;

/// <summary>What tests of the API have in common: a host with two reviewers who have tokens, and their clients.</summary>
public abstract class ApiTests : IAsyncLifetime
{
    protected const string AnnToken = "0123456789abcdef-ann";
    protected const string BobToken = "0123456789abcdef-bob";

    private readonly TestFolder _folder = new TestFolder().WithArticle(ReviewedAnswers.Article, ReviewedAnswers.Text);

    private protected BotHost Host { get; private set; } = null!;

    private protected ApiClient Ann { get; private set; } = null!;

    private protected ApiClient Bob { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Host = await BotHost.StartAsync(_folder, null, ("Review:Tokens:ann", AnnToken), ("Review:Tokens:bob", BobToken));
        (Ann, Bob) = (ApiClient.With(Host, AnnToken), ApiClient.With(Host, BobToken));
    }

    public async Task DisposeAsync()
    {
        Ann.Dispose();
        Bob.Dispose();
        await Host.DisposeAsync();
        _folder.Dispose();
    }

    private protected async Task<AnswerRecord> StoreAsync(AnswerRecord record)
    {
        await using var log = await AnswerLog.OpenAsync(Host.AnswerLogFile);
        await log.AppendAsync(record);
        return record;
    }

    private protected Task<SqliteReviewStore> OpenStoreAsync() => SqliteReviewStore.OpenAsync(Host.AnswerLogFile, TimeProvider.System);
}
