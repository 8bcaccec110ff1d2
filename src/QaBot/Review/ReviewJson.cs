using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using QaBot.Answering;
using QaBot.Review.Exports;
using QaBot.Review.Verdicts;

namespace QaBot.Review;

/// <summary>How reviews are written as JSON, in the store and in exports.</summary>
[JsonSerializable(typeof(AnswerReview))]
[JsonSerializable(typeof(ImportedReview))]
[JsonSerializable(typeof(ReviewedAnswer))]
public sealed partial class ReviewJson : JsonSerializerContext
{
    /// <summary>Camel-cased, enumerations by name, with nothing escaped that JSON does not ask for.</summary>
    public static ReviewJson Readable { get; } = new(new JsonSerializerOptions
    {
        Converters = { new JsonStringEnumConverter<AnswerVerdict>(), new JsonStringEnumConverter<ConversationRole>(), new JsonStringEnumConverter<PairVerdict>() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    });
}
