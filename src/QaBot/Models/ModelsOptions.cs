using QaBot.Models.Resilience;

namespace QaBot.Models;

/// <summary>The section <c>Models</c>.</summary>
public sealed class ModelsOptions
{
    public const string Section = "Models";

    public ChatModelOptions Chat { get; set; } = new();

    public EmbeddingModelOptions Embeddings { get; set; } = new();

    public ModelResilienceOptions Resilience { get; set; } = new();
}
