namespace Microsoft.SemanticKernel;

public sealed class OutputVariable
{
    public string Description { get; set; } = "";

    public string? JsonSchema { get; set; }
}
