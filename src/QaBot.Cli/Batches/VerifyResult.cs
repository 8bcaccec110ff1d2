using System.Text.Json.Nodes;
using QaBot.Answering;
using QaBot.Grounding;

namespace QaBot.Cli.Batches;

/// <summary>What <c>verify</c> writes.</summary>
internal sealed record VerifyResult(JsonNode? Id, string Verdict, double Score, string Reason)
{
    public static VerifyResult From(JsonNode? id, GroundingResult result) =>
        new(id, AnswerJson.VerdictName(result.Verdict), Math.Round(result.Score, 4), result.Reason);
}
