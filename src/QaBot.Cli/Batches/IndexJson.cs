using System.Text.Json.Serialization;
using QaBot.Embeddings;
using QaBot.Passages;

namespace QaBot.Cli.Batches;

/// <summary>What <c>index --json</c> writes.</summary>
internal sealed record IndexJson(int Articles, int Passages, double ElapsedMs, IReadOnlyList<IndexJson.FileJson> Files)
{
    /// <summary>Left out of the JSON without an embedding model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VectorsJson? Vectors { get; init; }

    public static IndexJson From(IndexReport report, VectorReport? vectors) => new(
        report.ArticleCount,
        report.PassageCount,
        Math.Round(report.Elapsed.TotalMilliseconds, 3),
        [.. report.Files.Select(file => new FileJson(file.Name, file.State.ToString().ToLowerInvariant(), file.Passages, file.Problem))])
    {
        Vectors = vectors is null ? null : new VectorsJson(vectors.Passages - vectors.Refused, vectors.Made, vectors.Refused, vectors.Dimensions, Math.Round(vectors.Elapsed.TotalMilliseconds, 3)),
    };

    /// <param name="State">unchanged, indexed, removed or failed.</param>
    public sealed record FileJson(string Name, string State, int Passages, string? Problem);

    /// <param name="Made">For how many passages the model was asked.</param>
    /// <param name="Refused">How many have none because the model does not take them.</param>
    public sealed record VectorsJson(int Vectors, int Made, int Refused, int Dimensions, double ElapsedMs);
}
