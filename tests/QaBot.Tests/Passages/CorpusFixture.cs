using Microsoft.Extensions.Logging.Abstractions;
using QaBot.Articles;
using QaBot.Passages;
using QaBot.Retrieval;
using QaBot.Tests.Articles;

namespace QaBot.Tests.Passages;

/// <summary>A corpus folder with everything real behind it, and a reader that counts.</summary>
public sealed class CorpusFixture : IDisposable
{
    private readonly List<LiveCorpus> _corpora = [];

    public TemporaryFolder Folder { get; } = new();

    public TemporaryFolder State { get; } = new();

    public CountingReader Reader { get; } = new();

    public LiveCorpus Create(bool cached = false, ChunkingOptions? chunking = null, TimeProvider? time = null) =>
        Create(Folder.Path, cached, chunking, time);

    public LiveCorpus Create(string folder, bool cached = false, ChunkingOptions? chunking = null, TimeProvider? time = null)
    {
        var indexer = new PassageIndexer(new Chunker(chunking ?? new ChunkingOptions(), new TokenCounter()), cached ? new PassageCache(State.Path) : null);
        var corpus = new LiveCorpus(new ArticleFolder(folder, 1_000_000, [Reader, new HtmlArticleReader()]), indexer, time ?? TimeProvider.System, NullLogger<LiveCorpus>.Instance);
        _corpora.Add(corpus);
        return corpus;
    }

    public void Dispose()
    {
        _corpora.ForEach(corpus => corpus.Dispose());
        Folder.Dispose();
        State.Dispose();
    }

    /// <summary>Reads plain text and notes the names.</summary>
    public sealed class CountingReader : ArticleReader
    {
        private readonly TextArticleReader _inner = new();

        public System.Collections.Concurrent.ConcurrentQueue<string> Read { get; } = new();

        public override IReadOnlyList<string> Extensions => _inner.Extensions;

        public override bool IsPlainText => true;

        protected override async ValueTask<ArticleContent> ReadContentAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            var reading = await _inner.ReadAsync("x.txt", bytes, cancellationToken);
            Read.Enqueue(reading.Article?.Text ?? "");
            return reading.Article is { } article
                ? new ArticleContent(article.Text, article.Blocks) { Title = article.Title, Author = article.Author, Publisher = article.Publisher, Date = article.Date }
                : ArticleContent.Failure(reading.Problem!);
        }
    }

    public static async Task<IReadOnlyList<string>> SearchAsync(LiveCorpus corpus, string query) =>
        [.. (await corpus.RetrieveAsync(new RetrievalQuery(query))).Select(result => result.Passage.Article.Name).Distinct()];
}
