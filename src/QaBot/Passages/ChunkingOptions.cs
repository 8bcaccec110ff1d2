using System.ComponentModel.DataAnnotations;

namespace QaBot.Passages;

/// <summary>The section <c>Chunking</c>: how articles become passages.</summary>
public sealed class ChunkingOptions
{
    public const string Section = "Chunking";

    /// <summary>Tokens that a passage aims at; 20 to 2,000. Default: 200.</summary>
    [Range(20, 2000)]
    public int TargetTokens { get; set; } = 200;

    /// <summary>Tokens of whole sentences repeated from the end of the passage before; 0 to half the target. Default: 40.</summary>
    [Range(0, 1000)]
    public int OverlapTokens { get; set; } = 40;
}
