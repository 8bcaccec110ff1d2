using Microsoft.Extensions.Options;
using QaBot.Passages;
using QaBot.Review;

namespace QaBot.Web.Review;

/// <summary>
/// Keeps reviews true to the articles: when one changes, the verdicts whose quote moved or vanished reopen. Deletes answers that are older than
/// <see cref="ReviewOptions.KeepDays"/>. What fails is logged, without anybody's words, and tried again at the next change or the next day.
/// </summary>
public sealed class ReviewMaintenance(LiveCorpus corpus, ReviewStoreFile file, IOptions<ReviewOptions> options, TimeProvider time, ILogger<ReviewMaintenance> logger) : BackgroundService
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await Task.WhenAll(FollowArticlesAsync(stoppingToken), DeleteOldAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host takes this for a failure when it stops because it could not start.
        }
    }

    private async Task FollowArticlesAsync(CancellationToken cancellationToken)
    {
        for (Corpus? known = null; ;)
        {
            await corpus.WaitForOtherThanAsync(known, cancellationToken);
            var current = corpus.Current!;
            // A look at the folder that found no change leaves the articles as they are.
            if (!ReferenceEquals(known?.Articles, current.Articles))
                await TryAsync("Verdicts could not be compared with the articles.", () => RefreshAsync(current, cancellationToken));
            known = current;
        }
    }

    private async Task RefreshAsync(Corpus current, CancellationToken cancellationToken)
    {
        var texts = current.Articles.ToDictionary(article => article.Name, article => article.Text, StringComparer.Ordinal);
        var changed = await (await file.OpenAsync()).RefreshAsync(texts.GetValueOrDefault, cancellationToken);
        if (changed > 0)
            logger.LogInformation("Articles changed, and with them {Reviews} reviews.", changed);
    }

    private async Task DeleteOldAsync(CancellationToken cancellationToken)
    {
        if (options.Value.KeepDays == 0)
            return;
        using var days = new PeriodicTimer(s_day, time);
        do
        {
            await TryAsync("Old answers could not be deleted.", async () =>
            {
                var count = await (await file.OpenAsync()).DeleteBeforeAsync(time.GetUtcNow().AddDays(-options.Value.KeepDays), AuditEntry.Self, cancellationToken);
                if (count > 0)
                    logger.LogInformation("Deleted {Answers} answers that were older than {Days} days.", count, options.Value.KeepDays);
            });
        }
        while (await days.WaitForNextTickAsync(cancellationToken));
    }

    private async Task TryAsync(string failure, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Only its kind: messages of exceptions may quote what people wrote.
            logger.LogError("{Failure} {Kind}", failure, e.GetType().Name);
        }
    }
}
