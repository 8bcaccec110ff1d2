using System.Globalization;
using Microsoft.Extensions.AI;

namespace Microsoft.SemanticKernel;

internal static class ExecutionSettingsMapping
{
    /// <returns>Null without settings; what has no place of its own, or not the right type, is in the additional properties.</returns>
    public static ChatOptions? ToChatOptions(this PromptExecutionSettings? settings)
    {
        if (settings is null)
            return null;

        var options = new ChatOptions { ModelId = settings.ModelId };
        foreach (var (name, value) in settings.ExtensionData ?? new Dictionary<string, object>())
        {
            if (!TryApply(options, name, value))
                (options.AdditionalProperties ??= [])[name] = value;
        }

        return options;
    }

    private static bool TryApply(ChatOptions options, string name, object? value) => name.ToUpperInvariant() switch
    {
        "TEMPERATURE" => TryConvert<float>(value, number => options.Temperature = number),
        "TOP_P" => TryConvert<float>(value, number => options.TopP = number),
        "TOP_K" => TryConvert<int>(value, number => options.TopK = number),
        "SEED" => TryConvert<long>(value, number => options.Seed = number),
        "MAX_TOKENS" => TryConvert<int>(value, number => options.MaxOutputTokens = number),
        "FREQUENCY_PENALTY" => TryConvert<float>(value, number => options.FrequencyPenalty = number),
        "PRESENCE_PENALTY" => TryConvert<float>(value, number => options.PresencePenalty = number),
        "STOP_SEQUENCES" => TryConvert<IList<string>>(value, texts => options.StopSequences = texts),
        "CHAT_SYSTEM_PROMPT" => TryConvert<string>(value, text => options.Instructions = text),
        // A format that is no known name, a schema say, is ignored.
        "RESPONSE_FORMAT" => TryConvert<string>(value, text => options.ResponseFormat = ResponseFormat(text)) || value is not null,
        _ => false,
    };

    private static ChatResponseFormat? ResponseFormat(string name) => name switch
    {
        "text" => ChatResponseFormat.Text,
        "json_object" => ChatResponseFormat.Json,
        _ => null,
    };

    // YAML gives every scalar as a string and every list as objects: the former convert, the latter do not.
    private static bool TryConvert<T>(object? value, Action<T> apply)
    {
        try
        {
            if (value is null)
                return false;

            apply(value is T typed ? typed : (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture));
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return false;
        }
    }
}
