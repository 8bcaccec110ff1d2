using Microsoft.Extensions.Logging;
using QaBot.Passages;

namespace QaBot.Embeddings;

/// <summary>Keeps the vectors up to date with the corpus in the background; while it cannot, passages are found by their words alone.</summary>
public sealed class VectorUpkeep(LiveCorpus corpus, PassageVectors vectors, TimeProvider time, ILogger<VectorUpkeep> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Runs until cancelled; a failure is logged and tried again after a pause that grows.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Corpus? done = null;
        string? problem = null;
        var pause = FirstPause;
        while (true)
        {
            await corpus.WaitForOtherThanAsync(done, cancellationToken);
            var current = corpus.Current!;
            try
            {
                var report = await vectors.UpdateAsync(current.Passages, cancellationToken: cancellationToken);
                if (report.Made > 0 || problem is not null)
                    logger.LogInformation("{Passages} passages have vectors of {Model}, {Made} of them new.", report.Passages - report.Refused, vectors.Model, report.Made);
                (done, problem, pause) = (current, null, FirstPause);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                if (failure.Message != problem)
                    logger.LogWarning("Not every passage has a vector yet; until then words alone count. {Problem}", failure.Message);
                problem = failure.Message;
                await Task.Delay(pause, time, cancellationToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}
