using QaBot.Answering;
using QaBot.Articles;
using QaBot.Review;
using QaBot.Review.Sqlite;
using QaBot.Review.Verdicts;

namespace QaBot.Benchmarks;

/// <summary>A store of answers in the words of the seeds, in a folder of its own that is deleted at the end. The same in every run.</summary>
internal sealed class ReviewStoreFolder : IAsyncDisposable
{
    private const int Batch = 1000;
    private const int MinutesApart = 5;

    private readonly string _path;
    private readonly Random _random = new(1);
    private readonly List<(Article Article, string[] Sentences)> _articles;

    private ReviewStoreFolder(string path, IEnumerable<Article> articles)
    {
        _path = path;
        _articles = [.. articles.Select(article => (article, article.Text.Split(". ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))).Where(item => item.Item2.Length > 3)];
        var words = _articles.SelectMany(item => item.Sentences).SelectMany(sentence => sentence.Split(' ')).Where(word => word.Length > 5 && word.All(char.IsAsciiLetterLower)).CountBy(word => word)
            .OrderByDescending(word => word.Value).Select(word => word.Key).ToList();
        (CommonWord, RareWord) = (words[5], words[words.Count / 4]);
    }

    public SqliteReviewStore Store { get; private set; } = null!;

    public string CommonWord { get; }

    public string RareWord { get; }

    public string Article => _articles[0].Article.Name;

    public DateTimeOffset Middle { get; private set; }

    private static DateTimeOffset Start { get; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<ReviewStoreFolder> CreateAsync(int answers)
    {
        await using var bot = await SeedBot.StartAsync();
        var folder = new ReviewStoreFolder(Directory.CreateTempSubdirectory("qabot-reviews-").FullName, bot.Corpus.Current!.Articles) { Middle = Start.AddMinutes(MinutesApart * answers / 2.0) };
        var file = Path.Combine(folder._path, "answers.db");
        var reviews = new List<AnswerReview>();
        await using (var log = await AnswerLog.OpenAsync(file))
        {
            for (var i = 0; i < answers; i += Batch)
            {
                var records = Enumerable.Range(i, Math.Min(Batch, answers - i)).Select(folder.Make).ToList();
                await Task.WhenAll(records.Select(record => log.AppendAsync(record)));
                foreach (var record in records.Where((_, j) => j % 10 == 0))
                    await log.RateAsync(new AnswerFeedback { AnswerId = record.Id, UserId = record.UserId!, Channel = "webchat", Reaction = folder._random.Next(4) == 0 ? Reaction.Dislike : Reaction.Like, Time = record.Time });
                reviews.AddRange(records.Where((_, j) => j % 5 == 0).Select(folder.Review));
            }
        }

        folder.Store = await SqliteReviewStore.OpenAsync(file, TimeProvider.System);
        foreach (var review in reviews)
            await folder.Store.SaveAsync(review);
        await Console.Out.WriteLineAsync($"{answers} answers, {reviews.Count} reviews, {new FileInfo(file).Length / 1_000_000} MB; common “{folder.CommonWord}”, rare “{folder.RareWord}”");
        return folder;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(_path, recursive: true);
    }

    private AnswerRecord Make(int i)
    {
        var time = Start.AddMinutes(MinutesApart * i);
        var (article, sentences) = _articles[_random.Next(_articles.Count)];
        var quotes = Enumerable.Range(0, 3).Select(_ => sentences[_random.Next(sentences.Length)]).Distinct().ToList();
        var isRefused = i % 9 == 4;
        var passages = Enumerable.Range(0, 5).Select(n => new EvidenceRecord(n + 1, article.Name, 0, 100, 5, string.Join(". ", Enumerable.Range(0, 4).Select(_ => sentences[_random.Next(sentences.Length)])))).ToList();
        return new AnswerRecord
        {
            Id = Guid.CreateVersion7(time).ToString("N"),
            Time = time,
            Kind = isRefused ? AnswerKind.Refused : AnswerKind.Cited,
            Channel = _random.Next(3) == 0 ? "msteams" : "webchat",
            ConversationId = $"c{i / 4}",
            UserId = $"u{i % 5000}",
            ConfigurationHash = new string('c', 64),
            VerdictReasons = isRefused ? [] : [.. quotes.Select(_ => "The words are the source's.")],
            Evidence = passages,
            RenderedPrompt = string.Join("\n", passages.Select(passage => passage.Text)),
            Draft = string.Join(' ', quotes),
            Answer = new AnswerJson
            {
                Question = $"What about {string.Join(' ', sentences[_random.Next(sentences.Length)].Split(' ').Take(9))}?",
                Query = "query",
                Answer = isRefused ? "The sources don't say." : string.Join(' ', quotes.Select((quote, n) => $"{quote} [{n + 1}]")),
                Refused = isRefused,
                Citations = isRefused ? [] : [.. quotes.Select((quote, n) => new AnswerJson.CitationJson(n + 1, article.Name, article.Title, quote, 0, quote.Length))],
                Claims = isRefused ? [] : [.. quotes.Select((quote, n) => Claim(quote, n))],
                Disagreements = [],
                Retrieved = [.. passages.Select(passage => new AnswerJson.PassageJson(passage.Article, passage.Start, passage.End, passage.Score))],
                Model = i % 4 == 0 ? "gpt-4o-mini" : "extractive",
                Prompt = new PromptIdentity("AnswerQuestion", new string((char)('a' + (i % 5)), 64)),
                ElapsedMs = new AnswerJson.ElapsedJson(1, 2, 3, _random.Next(50, 3000)),
            },
        };
    }

    private AnswerJson.ClaimJson Claim(string quote, int n)
    {
        var score = Math.Sqrt(_random.NextDouble());
        return new AnswerJson.ClaimJson(quote, [n + 1], score > 0.3 ? "supported" : "unsupported", score);
    }

    private AnswerReview Review(AnswerRecord record) => new()
    {
        AnswerId = record.Id,
        Reviewer = _random.Next(2) == 0 ? "ann" : "bob",
        Verdict = record.Answer.Refused || _random.Next(5) > 0 ? AnswerVerdict.Right : AnswerVerdict.Wrong,
        Pairs =
        [
            .. record.Answer.Citations.Select((citation, n) => new JudgedPair(
                n, citation.N, _random.Next(8) > 0 ? PairVerdict.Supported : PairVerdict.NotThere, citation.Article, citation.Start, citation.End, citation.Quote)),
        ],
    };
}
