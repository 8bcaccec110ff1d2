using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using QaBot.Models;
using QaBot.Models.Resilience;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Models.Resilience;

public sealed class TimedEmbeddingGeneratorTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_model_that_does_not_answer_is_not_waited_for_longer_than_is_allowed()
    {
        using var generator = new TimedEmbeddingGenerator(new SilentGenerator(), new ModelResilienceOptions(), _time);

        var failure = await Assert.ThrowsAsync<ModelException>(() => _time.UntilDoneAsync(generator.GenerateAsync(["text"])));

        Assert.Equal(ModelProblemKind.TimedOut, failure.Kind);
    }

    [Fact]
    public async Task Whoever_stops_a_call_gets_a_cancellation()
    {
        using var generator = new TimedEmbeddingGenerator(new SilentGenerator(), new ModelResilienceOptions(), _time);
        using var stop = new CancellationTokenSource();
        var call = generator.GenerateAsync(["text"], cancellationToken: stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private sealed class SilentGenerator : IEmbeddingGenerator<string, Embedding<float>>
    {
        public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return [];
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
