using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QaBot.Review;

[JsonSerializable(typeof(AnswerRecord))]
internal sealed partial class AnswerRecordJsonContext : JsonSerializerContext
{
    public static AnswerRecordJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        Converters =
        {
            new JsonStringEnumConverter<Answering.AnswerKind>(),
            new JsonStringEnumConverter<Answering.ConversationRole>(),
            new JsonStringEnumConverter<Answering.RepairOutcome>(),
            new JsonStringEnumConverter<Grounding.GroundingVerdict>(),
        },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    });
}
