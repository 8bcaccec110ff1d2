using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using QaBot.Answering;

namespace QaBot.Cli.Batches;

/// <summary>The JSON of the command line's own inputs and outputs, without reflection.</summary>
[JsonSerializable(typeof(QuestionLine))]
[JsonSerializable(typeof(ClaimLine))]
[JsonSerializable(typeof(SearchResult))]
[JsonSerializable(typeof(VerifyResult))]
[JsonSerializable(typeof(FailedLine))]
[JsonSerializable(typeof(IndexJson))]
[JsonSerializable(typeof(ModelsJson))]
[JsonSerializable(typeof(ComparisonJson))]
[JsonSerializable(typeof(IReadOnlyList<PromptListing>))]
internal sealed partial class BatchJson : JsonSerializerContext
{
    public static BatchJson Readable { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
    });
}
