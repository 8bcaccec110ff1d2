using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;
using QaBot.Models;
using QaBot.Models.Resilience;

namespace QaBot.Answering;

/// <summary>Has the model write the draft of an answer. Thread-safe.</summary>
public sealed class DraftWriter(Kernel kernel, TokenBudget budget, ILogger<DraftWriter> logger)
{
    /// <summary>The claims of the draft as it streams in. A model that fails or takes too long ends it; the run then knows why.</summary>
    /// <param name="time">Cancelled when the answer's time is over.</param>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is cancelled.</exception>
    internal async IAsyncEnumerable<DraftClaim> WriteAsync(
        AnswerRun run, LoadedPrompt prompt, StandaloneQuery query, CancellationToken time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parser = new DraftParser(run.Evidence, run.Question.Text, prompt.WantsJson);
        await foreach (var delta in StreamAsync(run, prompt, query, time, cancellationToken))
        {
            foreach (var claim in parser.Append(delta))
                yield return claim;
        }

        // What a broken stream leaves behind is half a sentence.
        foreach (var claim in run.Failure is null ? parser.Complete() : [])
            yield return claim;
        run.Abstained = parser.Abstained;
    }

    private async IAsyncEnumerable<string> StreamAsync(
        AnswerRun run, LoadedPrompt prompt, StandaloneQuery query, CancellationToken time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time);
        await using var updates = prompt.StreamAsync(budget.Charging(kernel, run.Question), PromptVariables.ForAnswer(run.Evidence, query), run.Rendered, either.Token)
            .OrStopAsync(either.Token).GetAsyncEnumerator(either.Token);
        while (true)
        {
            try
            {
                using var _ = run.Measure(AnswerStep.Answer);
                if (!await updates.MoveNextAsync())
                    yield break;
                run.Take(updates.Current);
            }
            catch (Exception e)
            {
                // What a client throws when its call is broken off is its own affair.
                cancellationToken.ThrowIfCancellationRequested();
                logger.LogWarning("The model failed while it wrote an answer ({Failure}).", ModelStream.Describe(e));
                run.Failure = time.IsCancellationRequested ? ModelProblemKind.TimedOut : KindOf(e);
                yield break;
            }

            yield return updates.Current.Text;
        }
    }

    private static ModelProblemKind KindOf(Exception failure) => failure switch
    {
        ModelException known => known.Kind,
        HttpRequestException => ModelProblemKind.Unreachable,
        TimeoutException or OperationCanceledException => ModelProblemKind.TimedOut,
        _ => ModelProblemKind.Unknown,
    };
}
