using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using QaBot.Models;

namespace QaBot.Answering;

/// <summary>
/// Answers with sentences of the evidence where the model did not: in its place, or after what it had written, and says so. It asks the
/// embedded client by the same prompt. Thread-safe.
/// </summary>
public sealed class Extracts : IDisposable
{
    private readonly ClaimChecker _checker;
    private readonly ServiceProvider _services;
    private readonly Kernel _kernel;

    public Extracts(ExtractiveChatClient client, ClaimChecker checker)
    {
        _checker = checker;
        // Not the host's services: there the chat client is the model that failed.
        _services = new ServiceCollection().AddSingleton<IChatClient>(client).BuildServiceProvider();
        _kernel = new Kernel(_services);
    }

    public void Dispose() => _services.Dispose();

    /// <summary>Releases, after a note of why, the extracts that say something not yet said; nothing when there is none and nothing was said.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is cancelled.</exception>
    internal async Task<IReadOnlyList<TextReleased>> WriteAsync(AnswerRun run, LoadedPrompt prompt, StandaloneQuery query, ModelProblemKind? kind, CancellationToken cancellationToken)
    {
        var claims = new List<CheckedClaim>();
        var parser = new DraftParser(run.Evidence, run.Question.Text);
        await foreach (var update in prompt.StreamAsync(_kernel, PromptVariables.ForAnswer(run.Evidence, query), cancellationToken: cancellationToken))
            Add(parser.Append(update.Text));
        Add(parser.Complete());
        cancellationToken.ThrowIfCancellationRequested();
        return Release(run, kind, claims);

        void Add(IEnumerable<DraftClaim> drafts)
        {
            using var _ = run.Measure(AnswerStep.Verify);
            claims.AddRange(drafts.Select(draft => _checker.Check(draft, run.Evidence)).Where(claim => claim.IsSupported && !IsSaid(run, claim)));
        }
    }

    private static List<TextReleased> Release(AnswerRun run, ModelProblemKind? kind, List<CheckedClaim> claims)
    {
        var said = run.Writer.Claims.Count > 0;
        var (phrases, reason) = (run.Phrases, run.Phrases.WhyDegraded(kind));
        run.Degraded = new Degradation(kind, reason);
        if (claims.Count == 0 && !said)
            return [];
        if (!said)
            run.NameModel(ExtractiveChatClient.ModelName);
        var released = new List<TextReleased>
        {
            run.Writer.Append(!said ? phrases.ExtractsInstead(reason) : $"\n\n{(claims.Count == 0 ? phrases.MayBeIncomplete(reason) : phrases.ExtractsAfter(reason))}"),
        };
        released.AddRange(claims.Select((claim, i) => run.Writer.Append(i == 0 && !said ? "\n\n" : "\n", claim)));
        return released;
    }

    private static bool IsSaid(AnswerRun run, CheckedClaim claim) =>
        run.Writer.Claims.Any(other => other.Text == claim.Text)
        || claim.Quotes.All(words => run.Writer.Citations.Citations.Any(citation => citation.Article == words.Article && citation.Span.Overlaps(words.Span)));
}
