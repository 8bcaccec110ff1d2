using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using QaBot.Grounding;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>An answer as <c>ask --json</c> writes it; the order of the properties is the order in the JSON.</summary>
public sealed record AnswerJson
{
    // An answer is a file's line or an HTTP body, never part of a page's markup: quotes and accents stay readable.
    private static readonly AnswerJsonContext Context = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    });

    /// <summary>Serialises without reflection, camel-cased, with nothing escaped that JSON does not ask for.</summary>
    public static JsonTypeInfo<AnswerJson> TypeInfo => Context.AnswerJson;

    /// <summary>The caller's own name for the question, as it was given (a number stays one); null when there was none.</summary>
    public JsonNode? Id { get; init; }

    public required string Question { get; init; }

    public required string Query { get; init; }

    public required string Answer { get; init; }

    public required bool Refused { get; init; }

    public string? Reason { get; init; }

    public required IReadOnlyList<CitationJson> Citations { get; init; }

    public required IReadOnlyList<ClaimJson> Claims { get; init; }

    public required IReadOnlyList<DisagreementJson> Disagreements { get; init; }

    /// <summary>By rank.</summary>
    public required IReadOnlyList<PassageJson> Retrieved { get; init; }

    public string? Model { get; init; }

    public PromptIdentity? Prompt { get; init; }

    /// <summary>Why the prompt is not used as it stands on disk; left out of the JSON when it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PromptProblem { get; init; }

    /// <summary>Left out of the JSON when the model wrote the answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DegradedJson? Degraded { get; init; }

    public required ElapsedJson ElapsedMs { get; init; }

    public static AnswerJson From(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new AnswerJson
        {
            Id = answer.Question.Id,
            Question = answer.Question.Text,
            Query = answer.Query,
            Answer = answer.Text,
            Refused = answer.Refused,
            Reason = answer.Reason,
            Citations = [.. answer.Citations.Select(CitationJson.From)],
            Claims = [.. answer.Claims.Select(ClaimJson.From)],
            Disagreements = [.. answer.Disagreements.Select(DisagreementJson.From)],
            Retrieved = [.. answer.Retrieved.Select(PassageJson.From)],
            Model = answer.Model,
            Prompt = answer.Prompt,
            PromptProblem = answer.PromptProblem,
            Degraded = answer.Degraded is { } degraded ? new DegradedJson(degraded.Name, degraded.Reason) : null,
            ElapsedMs = ElapsedJson.From(answer.Timings),
        };
    }

    /// <summary>One line, without a newline at its end.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, TypeInfo);

    /// <summary>A verdict as every JSON of QaBot names it: supported, partial or unsupported.</summary>
    public static string VerdictName(GroundingVerdict verdict) => verdict switch
    {
        GroundingVerdict.Supported => "supported",
        GroundingVerdict.Partial => "partial",
        _ => "unsupported",
    };

    private static double Rounded(double value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero);

    public sealed record CitationJson(int N, string Article, string? Title, string Quote, int Start, int End)
    {
        internal static CitationJson From(Citation citation) => new(
            citation.Number, citation.Article.Name, citation.Article.Title, citation.Quote, citation.Span.Start, citation.Span.End);
    }

    /// <param name="Verdict">As <see cref="VerdictName"/> says.</param>
    public sealed record ClaimJson(string Text, IReadOnlyList<int> Citations, string Verdict, double Score)
    {
        internal static ClaimJson From(Claim claim) => new(
            claim.Text, claim.Citations, VerdictName(claim.Grounding.Verdict), Rounded(claim.Grounding.Score, 4));
    }

    /// <param name="Kind">As <see cref="Degradation.Name"/> says.</param>
    public sealed record DegradedJson(string Kind, string Reason);

    public sealed record DisagreementJson(string About, IReadOnlyList<DisputedValue> Values)
    {
        internal static DisagreementJson From(Disagreement disagreement) => new(disagreement.About, disagreement.Values);
    }

    public sealed record PassageJson(string Article, int Start, int End, double Score)
    {
        public static PassageJson From(RetrievedPassage retrieved)
        {
            ArgumentNullException.ThrowIfNull(retrieved);
            var span = retrieved.Passage.Span;
            return new PassageJson(retrieved.Passage.Article.Name, span.Start, span.End, Rounded(retrieved.Score, 6));
        }
    }

    /// <summary>In milliseconds, to the microsecond.</summary>
    public sealed record ElapsedJson(double Retrieve, double Answer, double Verify, double Total)
    {
        internal static ElapsedJson From(AnswerTimings timings) => new(
            Rounded(timings.Retrieve.TotalMilliseconds, 3),
            Rounded(timings.Answer.TotalMilliseconds, 3),
            Rounded(timings.Verify.TotalMilliseconds, 3),
            Rounded(timings.Total.TotalMilliseconds, 3));
    }
}

[JsonSerializable(typeof(AnswerJson))]
internal sealed partial class AnswerJsonContext : JsonSerializerContext;
