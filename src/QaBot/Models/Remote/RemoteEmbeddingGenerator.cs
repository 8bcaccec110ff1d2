using Microsoft.Extensions.AI;

namespace QaBot.Models.Remote;

/// <summary>
/// A model at a server that speaks OpenAI's embeddings: as many vectors as texts, in their order, none for no text. Whatever goes wrong is a
/// <see cref="ModelException"/>, or an <see cref="OperationCanceledException"/> when the caller stops the call. Thread-safe.
/// </summary>
internal sealed class RemoteEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, ModelServer server) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new(server.ProviderName, server.Address, server.Model);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<string> texts = [.. values];
        if (texts.Count == 0)
            return [];
        try
        {
            var vectors = await inner.GenerateAsync(texts, options, cancellationToken);
            return vectors.Count == texts.Count && vectors.All(vector => vector.Vector.Length > 0)
                ? vectors
                : throw server.Problem(ModelProblemKind.Malformed, $"{vectors.Count} vectors came for {texts.Count} texts, or empty ones.");
        }
        catch (Exception e)
        {
            throw ModelProblems.Of(e, server, cancellationToken);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose() => inner.Dispose();
}
