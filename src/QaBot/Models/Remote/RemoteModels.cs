using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using OpenAI;

namespace QaBot.Models.Remote;

/// <summary>
/// Makes the clients of models at servers. Nothing but this type is touched when no server is configured: the libraries of OpenAI and Azure are
/// then not even loaded.
/// </summary>
internal static class RemoteModels
{
    /// <summary>The named clients of <see cref="IHttpClientFactory"/> that requests go through.</summary>
    public const string ChatHttpClient = "QaBot.Chat";

    public const string EmbeddingsHttpClient = "QaBot.Embeddings";

    public static IHttpClientBuilder AddHttpClient(IServiceCollection services, string name) =>
        services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // The key would go wherever a redirect leads.
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            // The clients live as long as the process; connections are renewed above.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);

    public static IChatClient CreateChatClient(IServiceProvider services, ChatModelOptions options)
    {
        var server = new ModelServer(ChatModelOptions.Section, options);
        var client = Connect(services, server, ChatHttpClient, new ChatPolicy(server, options.MaxAnswerBytes));
        return new RemoteChatClient(client.GetChatClient(server.Model).AsIChatClient(), server);
    }

    public static IEmbeddingGenerator<string, Embedding<float>> CreateEmbeddingGenerator(IServiceProvider services, EmbeddingModelOptions options)
    {
        var server = new ModelServer(EmbeddingModelOptions.Section, options);
        var client = Connect(services, server, EmbeddingsHttpClient, new EmbeddingPolicy(server));
        return new RemoteEmbeddingGenerator(client.GetEmbeddingClient(server.Model).AsIEmbeddingGenerator(), server);
    }

    private static OpenAIClient Connect(IServiceProvider services, ModelServer server, string httpClient, ModelPolicy policy)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = server.Address,
            Transport = new HttpClientPipelineTransport(services.GetRequiredService<IHttpClientFactory>().CreateClient(httpClient)),
            // Time-outs, retries and traces are the HTTP client's and the chat client's.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            EnableDistributedTracing = false,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
            UserAgentApplicationId = "QaBot",
        };
        options.AddPolicy(policy, PipelinePosition.PerCall);
        AuthenticationPolicy authentication = server is { IsAzure: true, ApiKey: null }
            ? EntraAuthentication.Create(server, services)
            : new KeyAuthentication(server);
#pragma warning disable OPENAI001 // How Azure's guide lets requests in; marked as experimental.
        return new OpenAIClient(authentication, options);
#pragma warning restore OPENAI001
    }
}
