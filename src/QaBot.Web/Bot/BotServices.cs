using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Options;
using QaBot.Configuration;
using QaBot.Storage;
using QaBot.Web.Bot.Channels.Playground;
using QaBot.Web.Bot.Delivery;
using QaBot.Web.Bot.Workbench;
using QaBot.Web.Chat;

namespace QaBot.Web.Bot;

public static class BotServices
{
    /// <summary>Adds the bot: its options, its adapter, what it does in a turn, and the state of its conversations.</summary>
    /// <exception cref="ConfigurationException">A setting is unknown or out of its range.</exception>
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration)
    {
        var options = services.AddSection<BotOptions>(configuration, BotOptions.Section);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTime + TimeSpan.FromSeconds(10));
        AddTurns(services);
        AddWorkbench(services);
        AddConnector(services, AppRegistration.Read(configuration));
        AddConversations(services);
        return services;
    }

    private static void AddTurns(IServiceCollection services)
    {
        services.AddSingleton<TurnScheduler>();
        services.AddHostedService(provider => provider.GetRequiredService<TurnScheduler>());
        services.AddSingleton<PublicUrl>();
        services.AddSingleton<FirstIndexing>();
        services.AddSingleton<ExampleQuestions>();
        services.AddSingleton<NextQuestions>();
        services.AddSingleton<AnswerRecords>();
        services.AddSingleton<AnswersUnderWay>();
        services.AddSingleton<SourceLinks>();
        services.AddSingleton<QuestionTurn>();
        services.AddSingleton<GreetingTurn>();
        services.AddSingleton<StopTurn>();
        services.AddSingleton<IBot, QaActivityHandler>();
    }

    private static void AddWorkbench(IServiceCollection services)
    {
        services.AddSingleton<WorkbenchPolicy>();
        services.AddSingleton<LastAnswers>();
        services.AddSingleton<AnswerInspector>();
        services.AddSingleton<ConversationRecordings>();
        services.AddSingleton<TranscriptMiddleware>();
        services.AddSingleton<TranscriptExport>();
        services.AddSingleton<CommandButtons>();
        services.AddSingleton<WorkbenchTurn>();
    }

    private static void AddConnector(IServiceCollection services, AppRegistration app)
    {
        services.AddSingleton(app);
        services.AddSingleton(new AuthenticationConfiguration { ValidTokenIssuers = app.TokenIssuers });
        services.AddSingleton<ChannelCircuits>();
        services.AddTransient<ConnectorRetryHandler>();
        // The Bot Framework sends through the client without a name. A channel's address is trusted, and not one that it names instead.
        services.AddHttpClient(Options.DefaultName)
            .UseSocketsHttpHandler((handler, _) => (handler.UseCookies, handler.AllowAutoRedirect) = (false, false))
            .AddHttpMessageHandler<ConnectorRetryHandler>();
        services.AddHttpClient(LocalChannelClients.Name).ConnectToOwnServer().AddHttpMessageHandler<ConnectorRetryHandler>();
        services.AddSingleton<LocalChannelClients>();
        services.AddSingleton<AnonymousPolicy>();
        services.AddSingleton<EmulatorIssuers>();
        services.AddSingleton<BotFrameworkAuthentication>(provider => ActivatorUtilities.CreateInstance<RejectingAuthentication>(
            provider, ActivatorUtilities.CreateInstance<LocalChannelAuthentication>(provider, ChannelAuthentication(provider))));
        services.AddSingleton(CreateAdapter);
        services.AddSingleton<Outbox>();
        services.AddHostedService<OutboxDelivery>();
    }

    // The recording, which begins first, is told last: of what was sent.
    private static QaAdapter CreateAdapter(IServiceProvider provider) => (QaAdapter)ActivatorUtilities.CreateInstance<QaAdapter>(provider)
        .Use(provider.GetRequiredService<TranscriptMiddleware>())
        .Use(new PlaygroundButtons());

    private static ConfigurationBotFrameworkAuthentication ChannelAuthentication(IServiceProvider provider) => new(
        provider.GetRequiredService<IConfiguration>(),
        provider.GetService<ServiceClientCredentialsFactory>(),
        provider.GetRequiredService<AuthenticationConfiguration>(),
        provider.GetRequiredService<IHttpClientFactory>(),
        provider.GetRequiredService<ILogger<BotFrameworkAuthentication>>());

    private static void AddConversations(IServiceCollection services)
    {
        services.AddSingleton(OpenStore);
        services.AddSingleton<IStorage, SqliteStorage>();
        services.AddSingleton<ConversationState>();
        services.AddSingleton<ConversationMemories>();
    }

    private static SqliteKeyValueStore OpenStore(IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var folder = services.GetRequiredService<IConfiguration>().StateFolder();
        var store = SqliteKeyValueStore.Open(Path.Combine(folder, "conversations.db"), time);
        store.DeleteWrittenBefore(time.GetUtcNow() - services.GetRequiredService<IOptions<BotOptions>>().Value.ForgetAfter);
        return store;
    }
}
