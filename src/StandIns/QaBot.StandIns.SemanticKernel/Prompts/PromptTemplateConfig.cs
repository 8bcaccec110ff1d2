namespace Microsoft.SemanticKernel;

/// <summary>A prompt and what is known of it, as the YAML schema has it.</summary>
public sealed class PromptTemplateConfig
{
    public PromptTemplateConfig()
    {
    }

    public PromptTemplateConfig(string template) => Template = template;

    public static string SemanticKernelTemplateFormat => "semantic-kernel";

    /// <summary>The function's name; null for a random one.</summary>
    public string? Name { get; set; }

    public string? Description { get; set; }

    public string TemplateFormat { get; set; } = SemanticKernelTemplateFormat;

    public string Template { get; set; } = "";

    /// <summary>The declared variables; creating the template adds those that it uses beyond them.</summary>
    public List<InputVariable> InputVariables { get; set; } = [];

    public OutputVariable? OutputVariable { get; set; }

    /// <summary>Settings by service id.</summary>
    public Dictionary<string, PromptExecutionSettings> ExecutionSettings { get; set; } = [];

    /// <summary>Trusts what functions in the template return. Variables are trusted one by one.</summary>
    public bool AllowDangerouslySetContent { get; set; }

    /// <exception cref="ArgumentException">There are settings for that service id already.</exception>
    public void AddExecutionSettings(PromptExecutionSettings settings, string? serviceId = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var key = serviceId ?? settings.ServiceId ?? PromptExecutionSettings.DefaultServiceId;
        if (!ExecutionSettings.TryAdd(key, settings))
            throw new ArgumentException($"Execution settings for service id '{key}' already exists.", nameof(serviceId));
    }
}
