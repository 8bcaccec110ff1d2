using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QaBot.DirectLine;

/// <summary>Reads what activities may or may not hold, and writes them.</summary>
internal static class ActivityJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The member when it is a string, else null.</returns>
    public static string? Text(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static JsonObject? Object(this JsonObject json, string name) => json[name] as JsonObject;

    /// <exception cref="InvalidOperationException">A string is not valid Unicode.</exception>
    public static byte[] ToUtf8(this JsonObject json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
            json.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }
}
