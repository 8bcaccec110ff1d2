using System.ComponentModel.DataAnnotations;

namespace QaBot.Models;

/// <summary>The section <c>Models:Embeddings</c>: what makes vectors of passages and queries.</summary>
public sealed class EmbeddingModelOptions : ModelEndpointOptions
{
    public const string Section = "Models:Embeddings";

    /// <summary>No vectors: passages are found by their words alone.</summary>
    public const string None = "none";

    /// <summary><c>none</c>, <c>openai</c> or <c>azure</c>. Default: <c>none</c>.</summary>
    [AllowedValues(None, OpenAI, Azure, ErrorMessage = "must be 'none', 'openai' or 'azure'.")]
    public override string Provider { get; set; } = None;
}
