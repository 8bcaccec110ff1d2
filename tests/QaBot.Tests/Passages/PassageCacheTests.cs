using QaBot.Articles;
using QaBot.Passages;
using QaBot.Tests.Articles;

namespace QaBot.Tests.Passages;

public sealed class PassageCacheTests : IDisposable
{
    private readonly CorpusFixture _fixture = new();

    public PassageCacheTests()
    {
        _fixture.Folder.Write("a.txt", "The Cities\n\nBy Ann Lee\n\nRome is a city, and it is old. It has hills.\n\nThe south\n\nNaples lies by the sea, which is blue there in summer.\n");
        _fixture.Folder.Write("b.html", "<title>Towns</title><h2>North</h2><p>Turin is a town. It has a river.</p>");
        _fixture.Folder.Write("catalog.yaml", "a.txt:\n  publisher: The Bugle\n");
    }

    private string[] Entries => Directory.Exists(_fixture.State["passages"]) ? Directory.GetFiles(_fixture.State["passages"]) : [];

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_second_start_gives_the_same_passages_without_reading_anything_again()
    {
        var first = await RefreshAsync();
        Assert.Single(_fixture.Reader.Read);
        Assert.Equal(2, Entries.Length);
        var second = await RefreshAsync();
        Assert.Single(_fixture.Reader.Read);
        AssertEqual(first, second);
    }

    [Fact]
    public async Task Without_a_cache_nothing_is_stored()
    {
        await _fixture.Create().RefreshAsync();
        Assert.Empty(Entries);
    }

    [Fact]
    public async Task A_damaged_entry_is_ignored_and_made_anew()
    {
        var first = await RefreshAsync();
        var good = Entries.ToDictionary(entry => entry, File.ReadAllBytes);
        foreach (var (entry, bytes) in good)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                var damaged = bytes.ToArray();
                damaged[i] ^= 0x55;
                File.WriteAllBytes(entry, i % 2 == 0 ? damaged : bytes[..i]);
                if (i % 16 < 2)
                    AssertEqual(first, await RefreshAsync());
            }
        }

        AssertEqual(first, await RefreshAsync());
        Assert.All(good, entry => Assert.Equal(entry.Value, File.ReadAllBytes(entry.Key)));
    }

    [Fact]
    public async Task Other_chunking_options_and_another_catalog_title_are_not_served_from_it()
    {
        var first = await RefreshAsync();
        var finer = await RefreshAsync(new ChunkingOptions { TargetTokens = 20, OverlapTokens = 0 });
        Assert.True(finer.Passages.Count > first.Passages.Count);
        _fixture.Folder.Write("catalog.yaml", "a.txt:\n  title: The south\n");
        var renamed = await RefreshAsync();
        Assert.All(renamed.Passages.Where(passage => passage.Article.Name == "a.txt"), passage => Assert.NotEqual("The south", passage.Heading));
    }

    [Fact]
    public async Task Entries_of_content_that_is_gone_are_removed()
    {
        await RefreshAsync();
        File.Delete(_fixture.Folder["b.html"]);
        await RefreshAsync();
        Assert.EndsWith(".txt.passages", Assert.Single(Entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_folder_that_cannot_be_written_to_costs_nothing_else()
    {
        _fixture.State.Write("passages", "a file where the folder should be");
        Assert.Equal(2, (await RefreshAsync()).Articles.Count);
    }

    private async Task<Corpus> RefreshAsync(ChunkingOptions? chunking = null)
    {
        var corpus = _fixture.Create(cached: true, chunking);
        await corpus.RefreshAsync();
        return corpus.Current!;
    }

    private static void AssertEqual(Corpus first, Corpus second)
    {
        Assert.Equal(first.Articles.Select(Facts), second.Articles.Select(Facts));
        Assert.Equal(first.Articles.SelectMany(article => article.Blocks), second.Articles.SelectMany(article => article.Blocks));
        Assert.Equal(first.Passages.Select(Facts), second.Passages.Select(Facts));
        Assert.Equal(first.Passages.SelectMany(passage => passage.Sentences), second.Passages.SelectMany(passage => passage.Sentences));
    }

    private static object Facts(Article article) =>
        (article.Name, article.Text, article.ContentHash, article.Title, article.Author, article.Publisher, article.Date);

    private static object Facts(Passage passage) => (passage.Id, passage.Text, passage.Heading, passage.TokenCount);
}
