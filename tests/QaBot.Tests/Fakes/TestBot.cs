using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QaBot.Answering;
using QaBot.Configuration;
using QaBot.Passages;

namespace QaBot.Tests.Fakes;

/// <summary>The whole pipeline over a corpus folder: real chunker, index, prompt and verifier; the embedded client or a scripted one.</summary>
internal sealed class TestBot : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _root;

    private TestBot(ServiceProvider services, string root)
    {
        _services = services;
        _root = root;
    }

    public LiveCorpus Corpus => _services.GetRequiredService<LiveCorpus>();

    public QuestionAnswerer Answerer => _services.GetRequiredService<QuestionAnswerer>();

    public FollowUpSuggester FollowUps => _services.GetRequiredService<FollowUpSuggester>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <param name="client">Writes the drafts in place of the embedded client.</param>
    /// <param name="settings">Configuration over the defaults.</param>
    public static Task<TestBot> StartAsync(string corpus, IChatClient? client = null, params (string Key, string Value)[] settings) =>
        StartAsync(corpus, client, TimeProvider.System, settings);

    /// <inheritdoc cref="StartAsync(string, IChatClient?, ValueTuple{string, string}[])"/>
    public static async Task<TestBot> StartAsync(string corpus, IChatClient? client, TimeProvider clock, params (string Key, string Value)[] settings)
    {
        var root = Directory.CreateTempSubdirectory("qabot-test").FullName;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                [QaBotConfiguration.RootKey] = root,
                ["Corpus:Path"] = corpus,
                ["Answering:Prompts"] = RepositoryFiles.Prompts,
            })
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value))
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        if (client is not null)
            services.AddSingleton(client);
        var bot = new TestBot(services.AddQaBot(configuration).BuildServiceProvider(), root);
        await bot.Corpus.RefreshAsync();
        return bot;
    }

    public Task<Answer> AskAsync(string question, params string[] history) =>
        Answerer.AnswerAsync(new Question(question) { History = [.. history.Select(text => new ConversationTurn(ConversationRole.User, text))] });

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }
}
