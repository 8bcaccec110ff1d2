namespace Microsoft.SemanticKernel;

public class PromptExecutionSettings
{
    public static string DefaultServiceId => "default";

    /// <summary>The key of the chat client to call; null stands for <see cref="DefaultServiceId"/>.</summary>
    public string? ServiceId { get; set; }

    public string? ModelId { get; set; }

    /// <summary>Everything else, by the names that prompts use (<c>temperature</c>, <c>max_tokens</c>, …).</summary>
    public IDictionary<string, object>? ExtensionData { get; set; }
}
