using BenchmarkDotNet.Attributes;
using QaBot.Answering;
using QaBot.Grounding;
using QaBot.Retrieval;

namespace QaBot.Benchmarks;

/// <summary>What one question of the seeds costs, step by step, as ratios to searching alone.</summary>
[MemoryDiagnoser]
public class QuestionBenchmarks
{
    private static readonly Question s_question = new("How many pages of US evidence did Mexico publish?");
    private SeedBot _bot = null!;
    private CitationVerifier _verifier = null!;
    private string _passage = "";

    [GlobalSetup]
    public void Start()
    {
        // Not every toolchain of BenchmarkDotNet awaits a set-up.
        _bot = SeedBot.StartAsync().GetAwaiter().GetResult();
        _verifier = _bot.Get<CitationVerifier>();
        _passage = _bot.Corpus.Current!.Index.Search(new RetrievalQuery(s_question.Text, 1))[0].Passage.Text;
    }

    [GlobalCleanup]
    public void Stop() => _bot.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark(Baseline = true)]
    public int Search() => _bot.Corpus.Current!.Index.Search(new RetrievalQuery(s_question.Text)).Count;

    [Benchmark]
    public GroundingResult VerifyOneClaim() => _verifier.Verify("The Mexican President released 751 pages of evidence against Cienfuegos.", [_passage]);

    [Benchmark]
    public async Task<Answer> Ask() => await _bot.Answerer.AnswerAsync(s_question);
}
