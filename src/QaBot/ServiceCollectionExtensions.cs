using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using QaBot.Answering;
using QaBot.Answering.Languages;
using QaBot.Articles;
using QaBot.Configuration;
using QaBot.Embeddings;
using QaBot.Evaluation;
using QaBot.Grounding;
using QaBot.Models;
using QaBot.Models.Extractive;
using QaBot.Models.Remote;
using QaBot.Models.Resilience;
using QaBot.Passages;
using QaBot.Retrieval;
using QaBot.Telemetry;
using QaBot.Workbench;

namespace QaBot;

public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds everything that answers questions: <see cref="QuestionAnswerer"/>, <see cref="LiveCorpus"/>,
    /// <see cref="CitationVerifier"/>. It does not index: call <see cref="LiveCorpus.RefreshAsync"/> first.
    /// </summary>
    /// <param name="configuration">Built with <see cref="QaBotConfiguration.AddQaBot"/>.</param>
    /// <exception cref="ConfigurationException">A setting is unknown or out of its range.</exception>
    public static IServiceCollection AddQaBot(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        AddTelemetry(services, configuration);
        AddCorpus(services, configuration);
        AddModels(services, configuration);
        AddEmbeddings(services, configuration);
        AddAnswering(services, configuration);
        return services;
    }

    private static void AddTelemetry(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<TelemetryOptions>(configuration, TelemetryOptions.Section);
        services.AddMetrics();
        services.AddSingleton<Instruments>();
    }

    private static void AddCorpus(IServiceCollection services, IConfiguration configuration)
    {
        var corpus = services.AddSection<CorpusOptions>(configuration, CorpusOptions.Section);
        var chunking = services.AddSection<ChunkingOptions>(configuration, ChunkingOptions.Section);
        services.AddSection<RetrievalOptions>(configuration, RetrievalOptions.Section);
        services.AddSingleton<ArticleReader, TextArticleReader>();
        services.AddSingleton<ArticleReader, MarkdownArticleReader>();
        services.AddSingleton<ArticleReader, HtmlArticleReader>();
        services.AddSingleton<ArticleReader, DocxArticleReader>();
        services.AddSingleton<ArticleReader>(new PdfArticleReader());
        services.AddSingleton(provider => new ArticleFolder(configuration.CorpusFolder(), corpus.MaxFileBytes, provider.GetServices<ArticleReader>()));
        services.AddSingleton<TokenCounter>();
        services.AddSingleton(provider => new Chunker(chunking, provider.GetRequiredService<TokenCounter>()));
        services.AddSingleton(provider => new PassageCache(
            configuration.StateFolder(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<PassageCache>>()));
        services.AddSingleton<PassageIndexer>();
        services.AddSingleton<Analyzer>();
        services.AddSingleton<LiveCorpus>();
        services.AddSingleton<IRetriever>(provider => provider.GetRequiredService<LiveCorpus>());
        services.AddSingleton<ICorpusStatistics>(provider => provider.GetRequiredService<LiveCorpus>());
    }

    private static void AddModels(IServiceCollection services, IConfiguration configuration)
    {
        var models = services.AddSection<ModelsOptions>(configuration, ModelsOptions.Section);
        services.AddSingleton<Thesaurus>();
        services.AddSingleton<SentenceRanker>();
        services.AddSingleton<ExtractiveChatClient>();
        if (models.Chat.IsRemote)
            AddRemoteChat(services, models.Chat);
        else
            services.TryAddSingleton<IChatClient>(provider => provider.GetRequiredService<ExtractiveChatClient>());
        if (models.Embeddings.IsRemote)
            AddRemoteEmbeddings(services, models.Embeddings);
        if (models.Warnings().Count > 0)
            services.AddHostedService<ModelWarnings>();
        services.AddSingleton(provider => new TokenBudget(
            configuration,
            provider.GetRequiredService<IOptions<ModelsOptions>>(),
            provider.GetRequiredService<TokenCounter>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Instruments>(),
            provider.GetRequiredService<ILogger<TokenBudget>>()));
        services.AddSingleton<IPromptRenderFilter, RenderedPrompt.Filter>();
        services.AddKernel();
    }

    /// <summary>Without an embedding model nothing of it is there, and passages are found by their words.</summary>
    private static void AddEmbeddings(IServiceCollection services, IConfiguration configuration)
    {
        if (!services.Any(service => service.ServiceType == typeof(IEmbeddingGenerator<string, Embedding<float>>)))
            return;
        services.AddSingleton<EmbeddingClient>();
        services.AddSingleton(provider => new VectorCache(Path.Combine(configuration.StateFolder(), "vectors.db"), provider.GetService<ILogger<VectorCache>>()));
        services.AddSingleton<PassageVectors>();
        services.AddSingleton<QueryEmbedder>();
        services.AddSingleton<HybridRetriever>();
        services.AddSingleton<VectorUpkeep>();
    }

    private static void AddRemoteChat(IServiceCollection services, ChatModelOptions options)
    {
        RemoteModels.AddHttpClient(services, RemoteModels.ChatHttpClient).AddResilience(ModelServices.Chat);
        services.TryAddSingleton(provider => RemoteModels.CreateChatClient(provider, options).WithResilience(provider));
    }

    private static void AddRemoteEmbeddings(IServiceCollection services, EmbeddingModelOptions options)
    {
        RemoteModels.AddHttpClient(services, RemoteModels.EmbeddingsHttpClient).AddResilience(ModelServices.Embeddings);
        services.TryAddSingleton(provider => RemoteModels.CreateEmbeddingGenerator(provider, options).WithResilience(provider));
    }

    private static void AddAnswering(IServiceCollection services, IConfiguration configuration)
    {
        var answering = services.AddSection<AnsweringOptions>(configuration, AnsweringOptions.Section);
        services.AddSingleton(provider => new PromptLibrary(
            configuration.ResolvePath(answering.Prompts), answering.Prompt, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CitationVerifier>();
        services.AddSingleton<QuoteFinder>();
        services.AddSingleton<ClaimChecker>();
        services.AddSingleton<DisagreementFinder>();
        services.AddSingleton<SourceSelector>();
        services.AddSingleton<SpanishQuery>();
        services.AddSingleton<QueryRewriter>();
        services.AddSingleton<ModelQueryRewriter>();
        services.AddSingleton<TopicChoice>();
        services.AddSingleton<NamedSource>();
        services.AddSingleton<SourceBySource>();
        services.AddSingleton<SpokenWords>();
        services.AddSingleton<EvidenceFinder>();
        services.AddSingleton<EvidenceGate>();
        services.AddSingleton<DraftWriter>();
        services.AddSingleton<AnswerRepair>();
        services.AddSingleton<Extracts>();
        services.AddSingleton<QuestionAnswerer>();
        services.AddSingleton<DraftReplay>();
        services.AddSingleton<Evaluator>();
        services.AddSingleton<FollowUpSuggester>();
        services.AddSingleton<AnswerTrace>();
        services.AddSingleton<PromptWorkbench>();
    }
}
