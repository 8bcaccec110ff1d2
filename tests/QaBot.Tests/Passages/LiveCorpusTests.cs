using QaBot.Articles;
using QaBot.Passages;
using QaBot.Tests.Articles;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Passages;

public sealed class LiveCorpusTests : IDisposable
{
    private readonly CorpusFixture _fixture = new();

    private TemporaryFolder Folder => _fixture.Folder;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task The_seeds_are_indexed_with_what_the_catalog_says()
    {
        var corpus = _fixture.Create(Seeds.Path);
        var report = await corpus.RefreshAsync();
        Assert.Equal(5, report.ArticleCount);
        Assert.Empty(report.Failures);
        Assert.Null(corpus.Problem);
        var current = corpus.Current!;
        Assert.Equal(report.PassageCount, current.Passages.Count);
        Assert.Equal(current.Passages.Count, corpus.PassageCount);
        Assert.Equal("Vanda Felbab-Brown", current.Articles[1].Author);
        Assert.Null(current.Articles[1].Title);
        Assert.All(current.Passages, passage => Assert.Equal(passage.Article.Text.Slice(passage.Span), passage.Text));
        Assert.Contains("004_c0d3ca14accb8ef3.txt", await CorpusFixture.SearchAsync(corpus, "BlackBerry messages"));
    }

    [Fact]
    public async Task The_settings_of_the_ranking_count()
    {
        Folder.Write("a.txt", "Rome, Rome and Rome again.");
        Assert.NotEqual(await ScoreAsync(), await ScoreAsync(("Retrieval:K1", "0")));

        async Task<double> ScoreAsync(params (string, string)[] settings)
        {
            await using var bot = await TestBot.StartAsync(Folder.Path, client: null, settings);
            return (await bot.Corpus.RetrieveAsync(new("rome")))[0].Score;
        }
    }

    [Fact]
    public async Task Before_the_first_refresh_there_is_nothing_and_a_reason()
    {
        var corpus = _fixture.Create();
        Assert.Null(corpus.Current);
        Assert.NotNull(corpus.Problem);
        Assert.Empty(await CorpusFixture.SearchAsync(corpus, "rome"));
    }

    [Fact]
    public async Task Only_what_changed_is_read_again()
    {
        Folder.Write("a.txt", "Rome is a city.");
        Folder.Write("b.txt", "Naples is a city.");
        Folder.Write("c.txt", "Bari is a city.");
        var corpus = _fixture.Create();
        await corpus.RefreshAsync();
        var before = corpus.Current!;

        Folder.Write("a.txt", "Paris is a city.");
        Folder.Write("d.txt", "Turin is a city.");
        File.Delete(Folder["c.txt"]);
        _fixture.Reader.Read.Clear();
        var report = await corpus.RefreshAsync();

        Assert.Equal(["Paris is a city.", "Turin is a city."], _fixture.Reader.Read.Order(StringComparer.Ordinal));
        Assert.Equal(
            [("a.txt", IndexedFileState.Indexed), ("b.txt", IndexedFileState.Unchanged), ("c.txt", IndexedFileState.Removed), ("d.txt", IndexedFileState.Indexed)],
            report.Files.Select(file => (file.Name, file.State)));
        Assert.Same(before.Articles[1], corpus.Current!.Articles[1]);
        Assert.Equal(["a.txt"], await CorpusFixture.SearchAsync(corpus, "paris"));
        Assert.Empty(await CorpusFixture.SearchAsync(corpus, "rome"));
        Assert.Empty(await CorpusFixture.SearchAsync(corpus, "bari"));
        Assert.Equal(["c.txt"], before.Index.Search(new("bari")).Select(result => result.Passage.Article.Name));
    }

    [Fact]
    public async Task Touching_a_file_changes_nothing_and_rewriting_it_in_the_same_size_and_time_does()
    {
        var path = Folder.Write("a.txt", "Rome is a city.");
        var time = File.GetLastWriteTimeUtc(path);
        var corpus = _fixture.Create();
        await corpus.RefreshAsync();
        var before = corpus.Current!;
        File.SetLastWriteTimeUtc(path, time.AddHours(1));
        Assert.Equal(IndexedFileState.Unchanged, Assert.Single((await corpus.RefreshAsync()).Files).State);
        Assert.Same(before.Index, corpus.Current!.Index);

        File.SetLastWriteTimeUtc(path, time);
        await corpus.RefreshAsync();
        File.WriteAllText(path, "Bari is a city.");
        File.SetLastWriteTimeUtc(path, time);
        await corpus.RefreshAsync();
        Assert.Equal("Bari is a city.", corpus.Current!.Articles[0].Text);
    }

    [Fact]
    public async Task A_bad_file_is_named_and_the_rest_is_indexed()
    {
        Folder.Write("good.txt", "Rome is a city.");
        Folder.Write("empty.txt", "");
        Folder.Write("blank.txt", " \n ");
        Folder.Write("latin.txt", [0x61, 0xE9, 0x20]);
        Folder.Write("binary.txt", [0, 1, 2, 0xFF]);
        Folder.Write("big.txt", new string('x', 1_000_001));
        Folder.Write("old.doc", "x");
        var corpus = _fixture.Create();
        var report = await corpus.RefreshAsync();
        Assert.Equal(["big.txt", "binary.txt", "blank.txt", "empty.txt", "latin.txt", "old.doc"], report.Failures.Select(file => file.Name));
        Assert.All(report.Failures, file => Assert.False(string.IsNullOrWhiteSpace(file.Problem)));
        Assert.Equal(1, report.ArticleCount);
        Assert.Null(corpus.Problem);
    }

    [Fact]
    public async Task An_article_that_turns_bad_is_no_longer_found_and_comes_back_when_it_is_good()
    {
        Folder.Write("a.txt", "Rome is a city.");
        Folder.Write("b.txt", "Naples is a city.");
        var corpus = _fixture.Create();
        await corpus.RefreshAsync();
        Folder.Write("a.txt", "");
        await corpus.RefreshAsync();
        Assert.Empty(await CorpusFixture.SearchAsync(corpus, "rome"));
        Folder.Write("a.txt", "Rome is a city.");
        await corpus.RefreshAsync();
        Assert.Equal(["a.txt"], await CorpusFixture.SearchAsync(corpus, "rome"));
    }

    [Fact]
    public async Task A_missing_or_empty_folder_is_a_problem_until_it_is_not_and_the_old_state_stays()
    {
        var folder = Folder["corpus"];
        var corpus = _fixture.Create(folder);
        var missing = await Assert.ThrowsAsync<CorpusException>(() => corpus.RefreshAsync());
        Assert.Equal($"The corpus folder {folder} does not exist.", missing.Message);
        Assert.Equal(missing.Message, corpus.Problem);

        Directory.CreateDirectory(folder);
        Assert.Equal($"The corpus folder {folder} holds no article.", (await Assert.ThrowsAsync<CorpusException>(() => corpus.RefreshAsync())).Message);
        Folder.Write("corpus/bad.txt", "");
        Assert.Equal(
            $"The corpus folder {folder} holds no readable article; bad.txt: The file is empty.",
            (await Assert.ThrowsAsync<CorpusException>(() => corpus.RefreshAsync())).Message);

        Folder.Write("corpus/a.txt", "Rome is a city.");
        await corpus.RefreshAsync();
        Assert.Null(corpus.Problem);

        Directory.Delete(folder, recursive: true);
        await Assert.ThrowsAsync<CorpusException>(() => corpus.RefreshAsync());
        Assert.NotNull(corpus.Problem);
        Assert.Equal(["a.txt"], await CorpusFixture.SearchAsync(corpus, "rome"));
    }

    [Fact]
    public async Task A_bad_catalog_is_named_with_its_line_and_a_change_of_it_renames_only_what_it_concerns()
    {
        Folder.Write("a.txt", "Rome is a city.");
        Folder.Write("b.txt", "Naples is a city.");
        Folder.Write("catalog.yaml", "a.txt:\n  titel: x\n");
        var corpus = _fixture.Create();
        var report = await corpus.RefreshAsync();
        var failure = Assert.Single(report.Failures);
        Assert.Equal("catalog.yaml", failure.Name);
        Assert.StartsWith("Line 2:", failure.Problem, StringComparison.Ordinal);
        Assert.Equal(2, report.ArticleCount);

        var before = corpus.Current!;
        Folder.Write("catalog.yaml", "a.txt:\n  title: The Eternal City\n");
        report = await corpus.RefreshAsync();
        Assert.Empty(report.Failures);
        Assert.Equal("The Eternal City", corpus.Current!.Articles[0].Title);
        Assert.Same(corpus.Current.Articles[0], corpus.Current.Passages[0].Article);
        Assert.Same(before.Articles[1], corpus.Current.Articles[1]);

        Folder.Write("catalog.yaml", "nothing.txt:\n  title: x\n");
        Assert.Equal("It names 'nothing.txt', which is not in the folder.", Assert.Single((await corpus.RefreshAsync()).Failures).Problem);
    }

    [Fact]
    public async Task Questions_see_one_whole_state_while_the_corpus_is_refreshed()
    {
        for (var i = 0; i < 4; i++)
            Folder.Write($"{i}.txt", "generation 0 of the city");
        var corpus = _fixture.Create();
        await corpus.RefreshAsync();
        using var stop = new CancellationTokenSource();
        var asking = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var state = corpus.Current!;
                Assert.Equal(state.Passages.Count, state.Index.PassageCount);
                Assert.Equal(4, state.Articles.Count);
            }
        });
        for (var generation = 1; generation <= 10; generation++)
        {
            for (var i = 0; i < 4; i++)
                Folder.Write($"{i}.txt", $"generation {generation} of the city");
            await Task.WhenAll(corpus.RefreshAsync(), corpus.RefreshAsync());
        }

        await stop.CancelAsync();
        await asking;
        Assert.All(corpus.Current!.Articles, article => Assert.Equal("generation 10 of the city", article.Text));
    }

    [Fact]
    public async Task Progress_names_every_file_and_counts_to_the_end()
    {
        for (var i = 0; i < 20; i++)
            Folder.Write($"{i:D2}.txt", "Rome is a city.");
        var reports = new System.Collections.Concurrent.ConcurrentQueue<IndexProgress>();
        await _fixture.Create().RefreshAsync(new Recorder(reports));
        Assert.Equal(Enumerable.Range(1, 20), reports.Select(report => report.Done).Order());
        Assert.Equal(20, reports.Select(report => report.File).Distinct().Count());
        Assert.All(reports, report => Assert.Equal(20, report.Total));
    }

    [Fact]
    public async Task A_cancelled_refresh_changes_nothing_and_the_next_one_works()
    {
        Folder.Write("a.txt", "Rome is a city.");
        var corpus = _fixture.Create();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => corpus.RefreshAsync(null, new CancellationToken(canceled: true)));
        Assert.Null(corpus.Current);
        await corpus.RefreshAsync();
        Assert.NotNull(corpus.Current);
    }

    private sealed class Recorder(System.Collections.Concurrent.ConcurrentQueue<IndexProgress> reports) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value) => reports.Enqueue(value);
    }
}
