using QaBot.Passages;

namespace QaBot.Cli.Batches;

/// <summary>What <c>index --json</c> writes.</summary>
internal sealed record IndexJson(int Articles, int Passages, double ElapsedMs, IReadOnlyList<IndexJson.FileJson> Files)
{
    public static IndexJson From(IndexReport report) => new(
        report.ArticleCount,
        report.PassageCount,
        Math.Round(report.Elapsed.TotalMilliseconds, 3),
        [.. report.Files.Select(file => new FileJson(file.Name, file.State.ToString().ToLowerInvariant(), file.Passages, file.Problem))]);

    /// <param name="State">unchanged, indexed, removed or failed.</param>
    public sealed record FileJson(string Name, string State, int Passages, string? Problem);
}
