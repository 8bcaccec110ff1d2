namespace Microsoft.SemanticKernel;

public sealed class PromptRenderContext
{
    private string? renderedPrompt;

    internal PromptRenderContext(Kernel kernel, KernelFunction function, KernelArguments arguments)
    {
        Kernel = kernel;
        Function = function;
        Arguments = arguments;
    }

    public CancellationToken CancellationToken { get; init; }

    public bool IsStreaming { get; init; }

    public Kernel Kernel { get; }

    public KernelFunction Function { get; }

    public KernelArguments Arguments { get; }

    public PromptExecutionSettings? ExecutionSettings { get; init; }

    /// <summary>The prompt with its arguments HTML-encoded; null until it is rendered.</summary>
    /// <exception cref="ArgumentException">The new prompt is blank.</exception>
    public string? RenderedPrompt
    {
        get => renderedPrompt;
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            renderedPrompt = value;
        }
    }

    /// <summary>Set by a filter, it is the result of the call and no model is asked; ignored while streaming.</summary>
    public FunctionResult? Result { get; set; }
}
