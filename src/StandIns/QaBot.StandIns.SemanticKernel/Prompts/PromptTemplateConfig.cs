using System.Diagnostics.CodeAnalysis;

namespace Microsoft.SemanticKernel;

/// <summary>A prompt and what is known of it, as the YAML schema has it.</summary>
public sealed class PromptTemplateConfig
{
    private string? templateFormat;
    private string template = "";
    private List<InputVariable> inputVariables = [];
    private Dictionary<string, PromptExecutionSettings> executionSettings = [];

    public PromptTemplateConfig()
    {
    }

    public PromptTemplateConfig(string template) => Template = template;

    public static string SemanticKernelTemplateFormat => "semantic-kernel";

    /// <summary>The function's name; null for a random one.</summary>
    public string? Name { get; set; }

    public string? Description { get; set; }

    /// <summary><c>semantic-kernel</c> unless it is set.</summary>
    [AllowNull]
    public string TemplateFormat
    {
        get => templateFormat ?? SemanticKernelTemplateFormat;
        set => templateFormat = value;
    }

    /// <exception cref="ArgumentNullException">Set to null, as YAML does for a key without a value.</exception>
    public string Template
    {
        get => template;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            template = value;
        }
    }

    /// <summary>The declared variables; creating the template adds those that it uses beyond them.</summary>
    /// <exception cref="ArgumentNullException">Set to null.</exception>
    public List<InputVariable> InputVariables
    {
        get => inputVariables;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            inputVariables = value;
        }
    }

    public OutputVariable? OutputVariable { get; set; }

    /// <summary>Settings by service id.</summary>
    /// <exception cref="ArgumentNullException">Set to null.</exception>
    public Dictionary<string, PromptExecutionSettings> ExecutionSettings
    {
        get => executionSettings;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            executionSettings = value;
        }
    }

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
