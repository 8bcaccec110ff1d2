using Microsoft.Extensions.AI;

namespace Microsoft.SemanticKernel;

/// <summary>The values of a prompt's variables, by name without regard to case.</summary>
public sealed class KernelArguments : AIFunctionArguments
{
    public KernelArguments() : base(StringComparer.OrdinalIgnoreCase)
    {
    }

    /// <param name="executionSettings">Replace the function's own; listed under its service id, or <c>default</c>.</param>
    public KernelArguments(PromptExecutionSettings? executionSettings) : this()
    {
        if (executionSettings is not null)
            ExecutionSettings = new Dictionary<string, PromptExecutionSettings>
            {
                [executionSettings.ServiceId ?? PromptExecutionSettings.DefaultServiceId] = executionSettings,
            };
    }

    public KernelArguments(
        IDictionary<string, object?> source, Dictionary<string, PromptExecutionSettings>? executionSettings = null)
        : base(source, StringComparer.OrdinalIgnoreCase) => ExecutionSettings = executionSettings;

    /// <summary>Settings by service id; where they are null the function's own apply.</summary>
    public IReadOnlyDictionary<string, PromptExecutionSettings>? ExecutionSettings { get; set; }

    public bool ContainsName(string name) => ContainsKey(name);
}
