using Microsoft.Extensions.Options;
using QaBot.Articles;
using QaBot.Configuration;
using QaBot.Embeddings;
using QaBot.Passages;
using QaBot.Web.Bot;

namespace QaBot.Web.Health;

/// <summary>Indexes the corpus when the host starts and keeps the index up to date with the folder. The host is up meanwhile.</summary>
/// <param name="vectors">Null without an embedding model.</param>
public sealed class CorpusWatcher(
    LiveCorpus corpus,
    FirstIndexing firstIndexing,
    ExampleQuestions examples,
    IOptions<CorpusOptions> options,
    IConfiguration configuration,
    ILogger<CorpusWatcher> logger,
    VectorUpkeep? vectors = null)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await IndexAsync(stoppingToken);
            firstIndexing.Complete();
            await Task.WhenAll(
                options.Value.Watch ? corpus.WatchAsync(stoppingToken) : Task.CompletedTask,
                vectors?.RunAsync(stoppingToken) ?? Task.CompletedTask);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host takes this for a failure when it stops because it could not start.
        }
    }

    private async Task IndexAsync(CancellationToken cancellationToken)
    {
        try
        {
            var report = await corpus.RefreshAsync(progress: null, cancellationToken);
            logger.LogInformation(
                "Corpus {Path}: {Articles} articles, {Passages} passages, indexed in {Seconds:0.00} s.",
                configuration.CorpusFolder(), report.ArticleCount, report.PassageCount, report.Elapsed.TotalSeconds);
            _ = examples.TryOn(corpus.Current!);
        }
        catch (CorpusException e)
        {
            logger.LogError("{Problem}", e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "The corpus could not be indexed.");
        }
    }
}
