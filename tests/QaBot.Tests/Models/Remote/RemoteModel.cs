using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QaBot.Configuration;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Models.Remote;

/// <summary>The clients as QaBot registers them, for a server that plays the model.</summary>
internal sealed class RemoteModel : IDisposable
{
    private readonly ServiceProvider _services;

    public RemoteModel(params (string Key, string Value)[] settings)
        : this(_ => { }, settings)
    {
    }

    public RemoteModel(Action<IServiceCollection> configure, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [QaBotConfiguration.RootKey] = Path.GetTempPath(), ["Answering:Prompts"] = RepositoryFiles.Prompts })
            // What comes of one attempt is the tests' affair.
            .AddInMemoryCollection([new("Models:Resilience:Retries", "0")])
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)))
            .Build();
        var services = new ServiceCollection();
        configure(services);
        _services = services.AddQaBot(configuration).BuildServiceProvider();
    }

    public IChatClient Chat => _services.GetRequiredService<IChatClient>();

    public IEmbeddingGenerator<string, Embedding<float>> Embeddings => _services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Settings for a compatible server.</summary>
    public static (string Key, string Value)[] At(Uri endpoint, string? key = null) =>
    [
        .. from section in new[] { "Models:Chat", "Models:Embeddings" }
           from setting in new[] { ("Provider", "openai"), ("Endpoint", endpoint.ToString()), ("Model", "gpt-test"), ("ApiKey", key) }
           where setting.Item2 is not null
           select ($"{section}:{setting.Item1}", setting.Item2!),
    ];

    public void Dispose() => _services.Dispose();
}
