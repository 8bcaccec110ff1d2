using QaBot.Models;

namespace QaBot.Cli.Batches;

/// <summary>What a try of one model came to.</summary>
/// <param name="Provider"><c>extractive</c>, <c>none</c>, <c>openai</c> or <c>azure</c>.</param>
/// <param name="Endpoint">Null when no server is asked.</param>
/// <param name="IsOk">Also when there is nothing to try.</param>
internal sealed record ModelCheck(string Provider, Uri? Endpoint, string? Model, bool IsOk)
{
    public double? ElapsedMs { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    /// <summary>Of an embedding.</summary>
    public int? Dimensions { get; init; }

    /// <summary>One line: what is wrong and what to do; null when nothing is.</summary>
    public string? Problem { get; init; }

    /// <summary>One of <see cref="ModelProblemKind"/>, for programs.</summary>
    public string? Kind { get; init; }
}
