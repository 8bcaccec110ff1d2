using System.Text.Json;

namespace QaBot.Testing.Models;

/// <summary>What a client sent to a <see cref="FakeModelServer"/>.</summary>
/// <param name="Target">Path and query, as sent.</param>
/// <param name="Headers">By name, whatever its case.</param>
public sealed record ModelRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Path => Target.Split('?')[0];

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public bool IsStreamed => Json.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True;

    public bool WantsUsage => !IsStreamed || (Json.TryGetProperty("stream_options", out var options) && options.TryGetProperty("include_usage", out var usage) && usage.GetBoolean());

    public string Model => Json.TryGetProperty("model", out var model) ? model.GetString() ?? "" : "";

    /// <summary>The key as the client sent it, in whichever header.</summary>
    public string? Key => Headers.TryGetValue("api-key", out var key) ? key
        : Headers.TryGetValue("Authorization", out var bearer) ? bearer.Replace("Bearer ", "", StringComparison.Ordinal)
        : null;

    /// <summary>The text of all messages, or of all inputs.</summary>
    public string Text => Json.TryGetProperty("messages", out var messages)
        ? string.Join('\n', messages.EnumerateArray().Select(message => TextOf(message.GetProperty("content"))))
        : string.Join('\n', Inputs);

    /// <summary>What is to be made vectors of.</summary>
    public IReadOnlyList<string> Inputs => !Json.TryGetProperty("input", out var input) ? []
        : input.ValueKind == JsonValueKind.Array ? [.. input.EnumerateArray().Select(text => text.GetString()!)]
        : [input.GetString()!];

    private static string TextOf(JsonElement content) => content.ValueKind == JsonValueKind.Array
        ? string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()))
        : content.GetString() ?? "";
}
