using Microsoft.Extensions.AI;

namespace QaBot.Tests.Models;

/// <summary>What QaBot relies on in whatever makes its vectors. A new provider's tests inherit it.</summary>
public abstract class EmbeddingGeneratorConformance
{
    private static readonly string[] s_texts = ["bees dance", "wasps build nests of paper", "a third text", "bees dance"];

    /// <summary>A new generator each time.</summary>
    protected abstract IEmbeddingGenerator<string, Embedding<float>> Create();

    [Fact]
    public void It_says_what_it_is()
    {
        using var generator = Create();

        var metadata = Assert.IsType<EmbeddingGeneratorMetadata>(generator.GetService(typeof(EmbeddingGeneratorMetadata)));
        Assert.NotEmpty(metadata.ProviderName!);
        Assert.NotEmpty(metadata.DefaultModelId!);
    }

    [Fact]
    public async Task Each_text_has_its_vector_in_the_order_of_the_texts()
    {
        using var generator = Create();

        var vectors = await VectorsAsync(generator, s_texts);

        Assert.Equal(s_texts.Length, vectors.Count);
        Assert.Single(vectors.Select(vector => vector.Length).Distinct());
        Assert.Equal(vectors[0], vectors[3]);
        Assert.NotEqual(vectors[0], vectors[1]);
        foreach (var (text, vector) in s_texts.Zip(vectors))
            Assert.Equal((await VectorsAsync(generator, [text]))[0], vector);
    }

    [Fact]
    public async Task No_text_has_no_vector()
    {
        using var generator = Create();

        Assert.Empty(await generator.GenerateAsync([]));
    }

    [Fact]
    public async Task A_call_that_is_stopped_ends_as_stopped()
    {
        using var generator = Create();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generator.GenerateAsync(s_texts, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Calls_at_the_same_time_do_not_mix()
    {
        using var generator = Create();
        var alone = await VectorsAsync(generator, s_texts);

        var together = await Task.WhenAll(Enumerable.Range(0, 24).Select(async at => (at, Vector: (await VectorsAsync(generator, [s_texts[at % s_texts.Length]]))[0])));

        Assert.All(together, call => Assert.Equal(alone[call.at % s_texts.Length], call.Vector));
    }

    [Fact]
    public async Task Hostile_characters_have_vectors_too()
    {
        using var generator = Create();

        Assert.Equal(2, (await VectorsAsync(generator, ["\0\u0001\uFFFE\u202E\"\\\r\n", "half an emoji: \uD83D"])).Count);
    }

    [Fact]
    public void Services_are_found_by_their_type_and_without_a_key()
    {
        using var generator = Create();

        Assert.Same(generator, generator.GetService(typeof(IEmbeddingGenerator<string, Embedding<float>>)));
        Assert.Null(generator.GetService(typeof(string)));
        Assert.Null(generator.GetService(typeof(EmbeddingGeneratorMetadata), "key"));
        Assert.Throws<ArgumentNullException>(() => generator.GetService(null!));
    }

    [Fact]
    public void It_may_be_disposed_twice()
    {
        var generator = Create();

        generator.Dispose();
        generator.Dispose();
    }

    private static async Task<List<float[]>> VectorsAsync(IEmbeddingGenerator<string, Embedding<float>> generator, IEnumerable<string> texts) =>
        [.. (await generator.GenerateAsync(texts)).Select(vector => vector.Vector.ToArray())];
}
