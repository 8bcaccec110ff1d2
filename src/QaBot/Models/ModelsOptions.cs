using QaBot.Models.Resilience;

namespace QaBot.Models;

/// <summary>The section <c>Models</c>.</summary>
public sealed class ModelsOptions
{
    public const string Section = "Models";

    public ChatModelOptions Chat { get; set; } = new();

    public EmbeddingModelOptions Embeddings { get; set; } = new();

    public ModelResilienceOptions Resilience { get; set; } = new();

    /// <summary>What works and yet should not stay as it is, one line each.</summary>
    public IReadOnlyList<string> Warnings() => [.. Warnings(ChatModelOptions.Section, Chat), .. Warnings(EmbeddingModelOptions.Section, Embeddings)];

    private static IEnumerable<string> Warnings(string section, ModelEndpointOptions options)
    {
        if (options.IsRemote && new Remote.ModelServer(section, options) is { SendsKeyInClearText: true } server)
            yield return $"{server.Setting(nameof(options.Endpoint))} is http: whoever is on the way to {server.Address.Host} can read the key, the questions and the answers.";
    }
}
