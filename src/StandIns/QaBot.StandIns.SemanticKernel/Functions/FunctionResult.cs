using System.Globalization;
using Microsoft.Extensions.AI;

namespace Microsoft.SemanticKernel;

public sealed class FunctionResult
{
    private readonly object? value;

    public FunctionResult(
        KernelFunction function,
        object? value = null,
        CultureInfo? culture = null,
        IReadOnlyDictionary<string, object?>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        Function = function;
        this.value = value;
        Culture = culture ?? CultureInfo.InvariantCulture;
        Metadata = metadata;
    }

    public KernelFunction Function { get; init; }

    public CultureInfo Culture { get; init; }

    public IReadOnlyDictionary<string, object?>? Metadata { get; init; }

    /// <summary>The prompt before it was taken apart into messages: arguments are still HTML-encoded in it.</summary>
    public string? RenderedPrompt { get; internal set; }

    public Type? ValueType => value?.GetType();

    /// <summary>The value, or of a <see cref="ChatResponse"/> also its last message or that message's text.</summary>
    /// <exception cref="InvalidCastException">The value has no form of type <typeparamref name="T"/>.</exception>
    public T? GetValue<T>() => value switch
    {
        null => default,
        T typed => typed,
        ChatResponse { Messages.Count: 0 } => throw new InvalidCastException($"Cannot cast a response with no messages to {typeof(T)}"),
        ChatResponse response when response.Messages[^1] is T message => message,
        ChatResponse response when response.Messages[^1].Text is T text => text,
        _ => throw new InvalidCastException($"Cannot cast {value.GetType()} to {typeof(T)}"),
    };

    public override string ToString() => Convert.ToString(value, Culture) ?? "";
}
