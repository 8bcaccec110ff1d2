using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QaBot.Telemetry;

namespace QaBot.Models.Resilience;

/// <summary>Puts around a model's client what keeps a failing model from failing QaBot, and what tells of it.</summary>
/// <remarks>
/// From the outside in: the budget of who asks (<see cref="TokenBudget"/>, for each question), the limits of time and number
/// (<see cref="LimitedChatClient"/>), the spans and metrics of each call, the model's client, and beneath its HttpClient the retries and the
/// circuit (<see cref="EndpointPipeline"/>). What fails is logged by who asked; the spans' own log would say it a second time.
/// </remarks>
internal static class ModelServices
{
    /// <summary>What the endpoints are called, in messages and metrics.</summary>
    public const string Chat = "chat";

    public const string Embeddings = "embeddings";

    /// <summary>Sends what an HttpClient sends through a pipeline of its own; the client's time-out must be off, the pipeline has its own.</summary>
    /// <param name="endpoint"><see cref="Chat"/> or <see cref="Embeddings"/>.</param>
    public static IHttpClientBuilder AddResilience(this IHttpClientBuilder client, string endpoint)
    {
        client.Services.AddKeyedSingleton(endpoint, (provider, _) => new EndpointPipeline(
            endpoint,
            provider.GetRequiredService<IOptions<ModelsOptions>>().Value.Resilience,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Instruments>(),
            provider.GetRequiredService<ILogger<EndpointPipeline>>()));
        return client.AddHttpMessageHandler(provider => new ModelRetryHandler(provider.GetRequiredKeyedService<EndpointPipeline>(endpoint)));
    }

    public static IChatClient WithResilience(this IChatClient client, IServiceProvider services)
    {
        var recordsText = services.GetRequiredService<IOptions<TelemetryOptions>>().Value.RecordText;
        var told = client.AsBuilder()
            .UseOpenTelemetry(NullLoggerFactory.Instance, Instruments.ModelsName, telemetry => telemetry.EnableSensitiveData = recordsText)
            .Build(services);
        return new LimitedChatClient(
            told,
            services.GetRequiredService<IOptions<ModelsOptions>>().Value.Resilience,
            services.GetRequiredKeyedService<EndpointPipeline>(Chat),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<Instruments>());
    }

    /// <summary>How many passages go into one request, and how many requests go out at once, is the caller's affair.</summary>
    public static IEmbeddingGenerator<string, Embedding<float>> WithResilience(this IEmbeddingGenerator<string, Embedding<float>> generator, IServiceProvider services)
    {
        var recordsText = services.GetRequiredService<IOptions<TelemetryOptions>>().Value.RecordText;
        var told = generator.AsBuilder()
            .UseOpenTelemetry(NullLoggerFactory.Instance, Instruments.ModelsName, telemetry => telemetry.EnableSensitiveData = recordsText)
            .Build(services);
        return new TimedEmbeddingGenerator(told, services.GetRequiredService<IOptions<ModelsOptions>>().Value.Resilience, services.GetRequiredService<TimeProvider>());
    }
}
