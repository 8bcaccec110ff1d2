using BenchmarkDotNet.Attributes;
using QaBot.Passages;

namespace QaBot.Benchmarks;

/// <summary>Bringing the index up to date: from nothing, and when nothing has changed.</summary>
[MemoryDiagnoser]
public class IndexBenchmarks
{
    private SeedBot _bot = null!;

    [GlobalSetup]
    // Not every toolchain of BenchmarkDotNet awaits a set-up.
    public void Start() => _bot = SeedBot.StartAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Stop() => _bot.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark(Baseline = true)]
    public async Task<int> StartFromNothing()
    {
        await using var fresh = await SeedBot.StartAsync();
        return fresh.Corpus.PassageCount;
    }

    [Benchmark]
    public async Task<IndexReport> RefreshUnchanged() => await _bot.Corpus.RefreshAsync();
}
