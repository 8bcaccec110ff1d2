using QaBot.Passages;
using QaBot.Tests.Articles;

namespace QaBot.Tests.Passages;

public sealed class CorpusWatchTests : IAsyncLifetime, IDisposable
{
    /// <summary>Only ever reached by a failure.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CorpusFixture _fixture = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _watching = Task.CompletedTask;

    private TemporaryFolder Folder => _fixture.Folder;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _watching);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _fixture.Dispose();
    }

    [Fact]
    public async Task Added_changed_renamed_and_removed_files_are_noticed()
    {
        Folder.Write("a.txt", "Rome is a city.");
        var corpus = Watch(_fixture.Create());
        await UntilAsync(() => corpus.Current is not null);

        Folder.Write("sub/b.txt", "Naples is a city.");
        await UntilFoundAsync(corpus, "naples", "sub/b.txt");
        Folder.Write("a.txt", "Paris is a city.");
        await UntilFoundAsync(corpus, "paris", "a.txt");
        File.Move(Folder["a.txt"], Folder["c.txt"]);
        await UntilFoundAsync(corpus, "paris", "c.txt");
        File.Delete(Folder["sub/b.txt"]);
        await UntilFoundAsync(corpus, "naples");
    }

    [Fact]
    public async Task A_file_that_is_still_being_written_is_there_whole_in_the_end()
    {
        Folder.Write("a.txt", "Rome is a city.");
        var corpus = Watch(_fixture.Create());
        await UntilAsync(() => corpus.Current is not null);
        await using (var writer = File.CreateText(Folder["b.txt"]))
        {
            await writer.WriteAsync("Naples is ");
            await writer.FlushAsync();
            await UntilFoundAsync(corpus, "naples", "b.txt");
            await writer.WriteAsync("near Vesuvius.");
        }

        await UntilFoundAsync(corpus, "vesuvius", "b.txt");
    }

    [Fact]
    public async Task A_folder_that_is_missing_empty_or_removed_is_a_problem_until_it_is_back()
    {
        var corpus = Watch(_fixture.Create(Folder["corpus"]));
        await UntilAsync(() => corpus.Problem?.Contains("does not exist", StringComparison.Ordinal) == true);
        Folder.Write("corpus/a.txt", "Rome is a city.");
        await UntilAsync(() => corpus.Problem is null);
        Directory.Delete(Folder["corpus"], recursive: true);
        await UntilAsync(() => corpus.Problem is not null);
        Folder.Write("corpus/b.txt", "Naples is a city.");
        await UntilAsync(() => corpus.Problem is null);
        await UntilFoundAsync(corpus, "naples", "b.txt");
        Folder.Write("corpus/c.txt", "Turin is a city.");
        await UntilFoundAsync(corpus, "turin", "c.txt");
    }

    private LiveCorpus Watch(LiveCorpus corpus)
    {
        _watching = corpus.WatchAsync(_stop.Token);
        return corpus;
    }

    private static Task UntilFoundAsync(LiveCorpus corpus, string query, params string[] articles) =>
        UntilAsync(async () => (await CorpusFixture.SearchAsync(corpus, query)).SequenceEqual(articles));

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
            await Task.Delay(20, patience.Token);
    }
}
