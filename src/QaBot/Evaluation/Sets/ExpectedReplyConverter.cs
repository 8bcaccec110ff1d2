using System.Text.Json;
using System.Text.Json.Serialization;

namespace QaBot.Evaluation.Sets;

/// <summary>The names that sets use: answer, refusal, conversation.</summary>
public sealed class ExpectedReplyConverter : JsonConverter<ExpectedReply>
{
    public override ExpectedReply Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? reader.GetString() : null) switch
        {
            "answer" => ExpectedReply.Answer,
            "refusal" => ExpectedReply.Refusal,
            "conversation" => ExpectedReply.Conversation,
            _ => throw new JsonException("\"reply\" must be answer, refusal or conversation."),
        };

    public override void Write(Utf8JsonWriter writer, ExpectedReply value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value switch
        {
            ExpectedReply.Answer => "answer",
            ExpectedReply.Refusal => "refusal",
            _ => "conversation",
        });
    }
}
