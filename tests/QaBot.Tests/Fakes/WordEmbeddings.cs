using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using QaBot.Retrieval;

namespace QaBot.Tests.Fakes;

/// <summary>An embedding model that knows words: texts are near each other that share some, or have synonyms. It notes what it was asked.</summary>
internal sealed class WordEmbeddings(string model = "words", int dimensions = 256) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly ConcurrentDictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly EmbeddingGeneratorMetadata _metadata = new("fake", null, model, dimensions);

    /// <summary>Each word's other word, by their terms.</summary>
    public Dictionary<string, string> Synonyms { get; } = new(StringComparer.Ordinal);

    /// <summary>Every request's texts.</summary>
    public ConcurrentQueue<IReadOnlyList<string>> Asked { get; } = new();

    public IEnumerable<string> AskedTexts => Asked.SelectMany(texts => texts);

    /// <summary>Called before a request is answered, with its texts.</summary>
    public Func<IReadOnlyList<string>, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Changes what is answered.</summary>
    public Func<IReadOnlyList<float[]>, IReadOnlyList<float[]>> Answer { get; set; } = vectors => vectors;

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        Asked.Enqueue(texts);
        await Before(texts, cancellationToken);
        return [.. Answer([.. texts.Select(VectorOf)]).Select(vector => new Embedding<float>(vector))];
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(_metadata) ? _metadata : null;

    public void Dispose()
    {
    }

    private float[] VectorOf(string text)
    {
        var vector = new float[dimensions];
        foreach (var token in new Analyzer().Analyze(text).Where(token => !token.IsStopWord))
            vector[_places.GetOrAdd(Synonyms.GetValueOrDefault(token.Term, token.Term), _ => _places.Count) % dimensions]++;
        return vector;
    }
}
