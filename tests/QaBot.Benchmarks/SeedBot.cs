using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QaBot.Answering;
using QaBot.Configuration;
using QaBot.Passages;

namespace QaBot.Benchmarks;

/// <summary>The whole pipeline over the seeds, with state in a folder of its own.</summary>
internal sealed class SeedBot : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _state;

    private SeedBot(ServiceProvider services, string state)
    {
        _services = services;
        _state = state;
    }

    /// <summary>The repository's folder, absolute.</summary>
    public static string Repository { get; } = FindRepository();

    public LiveCorpus Corpus => _services.GetRequiredService<LiveCorpus>();

    public QuestionAnswerer Answerer => _services.GetRequiredService<QuestionAnswerer>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<SeedBot> StartAsync()
    {
        var state = Directory.CreateTempSubdirectory("qabot-benchmark").FullName;
        var repository = Repository;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                [QaBotConfiguration.RootKey] = state,
                ["Corpus:Path"] = Path.Combine(repository, "seeds"),
                ["Answering:Prompts"] = Path.Combine(repository, "prompts"),
            })
            .Build();
        var bot = new SeedBot(new ServiceCollection().AddQaBot(configuration).BuildServiceProvider(), state);
        await bot.Corpus.RefreshAsync();
        return bot;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_state, recursive: true);
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "QaBot.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The benchmarks do not run inside the repository.");
    }
}
