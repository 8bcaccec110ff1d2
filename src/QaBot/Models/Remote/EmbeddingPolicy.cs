using System.Buffers;
using System.Text.Json;

namespace QaBot.Models.Remote;

/// <summary>A <see cref="ModelPolicy"/> for <c>/embeddings</c>. The vectors come out in the order of their index, which the library does not look at.</summary>
internal sealed class EmbeddingPolicy(ModelServer server) : ModelPolicy(server, new RefusedParameters())
{
    /// <summary>2,048 texts, which is the most that OpenAI takes at once, of 3,072 numbers come in 34 MB of base64 or 130 MB of digits.</summary>
    private const long MostBytes = 256L << 20;

    protected override async ValueTask<Stream> ReadAsync(Stream content, string mediaType, bool isStreamed, CancellationToken cancellationToken)
    {
        using var all = await BoundedStream.ReadAllAsync(content, MostBytes, cancellationToken);
        using var json = await JsonDocument.ParseAsync(all, default, cancellationToken);
        return new MemoryStream(InOrder(json.RootElement));
    }

    private byte[] InOrder(JsonElement answer)
    {
        if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
            throw ServerRefusal.WithinStream(answer).ToException(Server);
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            throw Server.NotTheProtocol();
        var vectors = data.EnumerateArray().Select(Read).OrderBy(vector => vector.Index).ToList();
        if (vectors.Where((vector, at) => vector.Index != at).Any())
            throw Server.NotTheProtocol();
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("object", "list");
            writer.WriteString("model", answer.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.String ? model.GetString() : Server.Model);
            writer.WriteStartArray("data");
            foreach (var (index, vector) in vectors)
                Write(writer, index, vector);
            writer.WriteEndArray();
            WriteUsage(writer, answer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private (int Index, JsonElement Vector) Read(JsonElement element, int at)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("embedding", out var vector) || vector.ValueKind is not (JsonValueKind.Array or JsonValueKind.String))
            throw Server.NotTheProtocol();
        return (element.TryGetProperty("index", out var index) && index.ValueKind == JsonValueKind.Number && index.TryGetInt32(out var told) ? told : at, vector);
    }

    private static void Write(Utf8JsonWriter writer, int index, JsonElement vector)
    {
        writer.WriteStartObject();
        writer.WriteString("object", "embedding");
        writer.WriteNumber("index", index);
        writer.WritePropertyName("embedding");
        vector.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter writer, JsonElement answer)
    {
        if (!answer.TryGetProperty("usage", out var usage) || usage.ValueKind != JsonValueKind.Object
            || !usage.TryGetProperty("prompt_tokens", out var prompt) || prompt.ValueKind != JsonValueKind.Number || !prompt.TryGetInt32(out var tokens))
            return;
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", tokens);
        writer.WriteNumber("total_tokens", tokens);
        writer.WriteEndObject();
    }
}
