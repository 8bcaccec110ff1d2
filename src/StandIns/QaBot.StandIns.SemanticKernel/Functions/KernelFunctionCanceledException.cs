namespace Microsoft.SemanticKernel;

/// <summary>
/// Stands for every <see cref="OperationCanceledException"/> that leaves a function, an HTTP time-out's included: only the
/// caller's own token tells whether it was the caller who stopped it.
/// </summary>
#pragma warning disable CA1032 // The official type has this one constructor.
public sealed class KernelFunctionCanceledException(
    Kernel kernel,
    KernelFunction function,
    KernelArguments arguments,
    FunctionResult? functionResult,
    Exception innerException) : OperationCanceledException(innerException?.Message, innerException)
#pragma warning restore CA1032
{
    public Kernel Kernel { get; } = kernel;

    public KernelFunction Function { get; } = function;

    public KernelArguments Arguments { get; } = arguments;

    public FunctionResult? FunctionResult { get; } = functionResult;
}
