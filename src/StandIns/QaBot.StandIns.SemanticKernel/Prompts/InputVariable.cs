namespace Microsoft.SemanticKernel;

public sealed class InputVariable
{
    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>Used where the arguments lack the name.</summary>
    public object? Default { get; set; }

    /// <summary>A description only: a missing argument renders as nothing all the same.</summary>
    public bool IsRequired { get; set; } = true;

    public string? JsonSchema { get; set; }

    /// <summary>Inserts the value as it is, so that markup in it becomes markup of the prompt.</summary>
    public bool AllowDangerouslySetContent { get; set; }

    public object? Sample { get; set; }
}
