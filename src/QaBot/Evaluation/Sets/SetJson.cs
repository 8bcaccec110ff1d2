using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QaBot.Evaluation.Sets;

/// <summary>The JSON of a set's rows, without reflection.</summary>
[JsonSerializable(typeof(EvaluationQuestion))]
[JsonSerializable(typeof(EvaluationClaim))]
public sealed partial class SetJson : JsonSerializerContext
{
    public static SetJson Readable { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
    });
}
