using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QaBot.Evaluation.Reports;

[JsonSerializable(typeof(EvaluationFile))]
internal sealed partial class EvaluationJson : JsonSerializerContext
{
    public static EvaluationJson Readable { get; } = new(new JsonSerializerOptions
    {
        Converters =
        {
            new JsonStringEnumConverter<Answering.AnswerKind>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<Grounding.GroundingVerdict>(JsonNamingPolicy.CamelCase),
        },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        WriteIndented = true,
    });
}
