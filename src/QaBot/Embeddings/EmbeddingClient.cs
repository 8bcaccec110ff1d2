using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using QaBot.Models;

namespace QaBot.Embeddings;

/// <summary>Asks the embedding model and lets only usable vectors through. Thread-safe.</summary>
public sealed class EmbeddingClient(IEmbeddingGenerator<string, Embedding<float>> generator, IOptions<ModelsOptions> options)
{
    private readonly EmbeddingModelOptions _options = options.Value.Embeddings;

    /// <summary>Names what made a vector: two of one name can be compared.</summary>
    public string Model { get; } = NameOf(generator, options.Value.Embeddings);

    /// <returns>A vector for each text, in their order, all of one length.</returns>
    /// <exception cref="ModelException">The model could not be asked, or gave something else.</exception>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var generated = await generator.GenerateAsync(texts, _options.Dimensions is { } asked ? new EmbeddingGenerationOptions { Dimensions = asked } : null, cancellationToken);
        if (generated.Count != texts.Count)
            throw Malformed($"gave {generated.Count} vectors for {texts.Count} texts.");
        var dimensions = _options.Dimensions ?? generated[0].Vector.Length;
        foreach (var embedding in generated)
        {
            if (embedding.Vector.Length != dimensions)
                throw Malformed($"gave a vector of {embedding.Vector.Length} numbers instead of {dimensions}{(_options.Dimensions is null ? "" : ", as Models:Embeddings:Dimensions says")}.");
            if (!Vectors.HasDirection(embedding.Vector.Span))
                throw Malformed("gave a vector without a direction: it is all zeros, or a number in it is not finite.");
        }

        return [.. generated.Select(embedding => embedding.Vector.ToArray())];
    }

    private ModelException Malformed(string what) => new(ModelProblemKind.Malformed, $"The embedding model {_options.Model} {what}");

    private static string NameOf(IEmbeddingGenerator<string, Embedding<float>> generator, EmbeddingModelOptions options)
    {
        var metadata = generator.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;
        return string.Join(' ', metadata?.ProviderName ?? options.Provider, options.Model ?? metadata?.DefaultModelId, options.Dimensions).Trim();
    }
}
