using Microsoft.Extensions.AI;

namespace QaBot.Models.Resilience;

/// <summary>Bounds how long one call of an embedding model may take in all. Thread-safe.</summary>
/// <remarks>What fails is a <see cref="ModelException"/>; an <see cref="OperationCanceledException"/> comes only of the caller's own token.</remarks>
public sealed class TimedEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, ModelResilienceOptions limits, TimeProvider time)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var deadline = new CallDeadline(limits.Timeout, time, cancellationToken);
        return await deadline.WithinAsync(
            Timeout.InfiniteTimeSpan, "", () => new ValueTask<GeneratedEmbeddings<Embedding<float>>>(base.GenerateAsync(values, options, deadline.Token)));
    }
}
