using System.Text.Json;
using System.Text.Json.Serialization;

namespace QaBot.Answering;

/// <summary>A conversation as strings, which are the user's turns, or as <c>{"role","text"}</c>; roles are user, agent, assistant and bot.</summary>
public sealed class HistoryConverter : JsonConverter<IReadOnlyList<ConversationTurn>>
{
    public override IReadOnlyList<ConversationTurn> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw new JsonException("\"history\" must be an array.");
        return [.. document.RootElement.EnumerateArray().Select(Turn)];
    }

    /// <summary>Writes <c>{"role","text"}</c>, roles as user and agent.</summary>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<ConversationTurn> value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartArray();
        foreach (var turn in value)
        {
            writer.WriteStartObject();
            writer.WriteString("role", turn.Role == ConversationRole.User ? "user" : "agent");
            writer.WriteString("text", turn.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static ConversationTurn Turn(JsonElement turn) => turn.ValueKind switch
    {
        JsonValueKind.String => new ConversationTurn(ConversationRole.User, turn.GetString()!),
        JsonValueKind.Object => new ConversationTurn(Role(Text(turn, "role")), Text(turn, "text")),
        _ => throw new JsonException("A turn of \"history\" must be a string or an object with \"role\" and \"text\"."),
    };

    private static string Text(JsonElement turn, string name) =>
        turn.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new JsonException($"A turn of \"history\" has no \"{name}\".");

    private static ConversationRole Role(string role) => role.ToUpperInvariant() switch
    {
        "USER" => ConversationRole.User,
        "AGENT" or "ASSISTANT" or "BOT" => ConversationRole.Bot,
        _ => throw new JsonException($"\"{role}\" is no role of a conversation; user, agent, assistant and bot are."),
    };
}
