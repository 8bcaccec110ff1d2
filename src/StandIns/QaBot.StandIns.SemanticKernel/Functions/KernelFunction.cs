using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Microsoft.SemanticKernel;

/// <summary>A prompt that can be invoked. Its exceptions are logged, cancellations too, and pass unchanged, but for cancellations.</summary>
public abstract partial class KernelFunction
{
    private protected KernelFunction(
        string name, string description, IReadOnlyDictionary<string, PromptExecutionSettings> executionSettings)
    {
        if (string.IsNullOrWhiteSpace(name) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new ArgumentException(
                $"A function name can contain only ASCII letters, digits, and underscores: '{name}' is not a valid name.", nameof(name));

        Name = name;
        Description = description;
        ExecutionSettings = executionSettings;
    }

    public string Name { get; }

    public string Description { get; }

    /// <summary>The settings that the prompt carries, by service id.</summary>
    public IReadOnlyDictionary<string, PromptExecutionSettings>? ExecutionSettings { get; }

    /// <exception cref="KernelFunctionCanceledException">The call was cancelled, by whomever.</exception>
    public async Task<FunctionResult> InvokeAsync(
        Kernel kernel, KernelArguments? arguments = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        arguments ??= [];
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await InvokeCoreAsync(kernel, arguments, cancellationToken);
        }
        catch (Exception e)
        {
            LogFailure(kernel.LoggerFactory.CreateLogger<KernelFunction>(), Name, e.Message, e);
            if (e is OperationCanceledException canceled)
                throw new KernelFunctionCanceledException(kernel, this, arguments, new FunctionResult(this), canceled);
            throw;
        }
    }

    /// <summary>Nothing happens before the enumeration; it then renders the prompt and calls the chat client.</summary>
    /// <typeparam name="TResult"><see cref="Microsoft.Extensions.AI.ChatResponseUpdate"/> or <see cref="string"/>.</typeparam>
    /// <exception cref="KernelFunctionCanceledException">The call was cancelled, by whomever, at any point of the stream.</exception>
    public async IAsyncEnumerable<TResult> InvokeStreamingAsync<TResult>(
        Kernel kernel, KernelArguments? arguments = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        arguments ??= [];
        await using var updates = InvokeStreamingCoreAsync<TResult>(kernel, arguments, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!await updates.MoveNextAsync())
                    yield break;
            }
            catch (Exception e)
            {
                LogFailure(kernel.LoggerFactory.CreateLogger(Name), Name, e.Message, e);
                if (e is OperationCanceledException canceled)
                    throw new KernelFunctionCanceledException(kernel, this, arguments, functionResult: null, canceled);
                throw;
            }

            yield return updates.Current;
        }
    }

    private protected abstract Task<FunctionResult> InvokeCoreAsync(
        Kernel kernel, KernelArguments arguments, CancellationToken cancellationToken);

    private protected abstract IAsyncEnumerable<TResult> InvokeStreamingCoreAsync<TResult>(
        Kernel kernel, KernelArguments arguments, CancellationToken cancellationToken);

    [LoggerMessage(LogLevel.Error, "Function {FunctionName} failed. Error: {Message}")]
    private static partial void LogFailure(ILogger logger, string functionName, string message, Exception exception);
}
