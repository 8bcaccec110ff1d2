using System.Text.Json.Nodes;
using QaBot.Answering;

namespace QaBot.Cli.Batches;

/// <summary>What <c>search</c> writes.</summary>
internal sealed record SearchResult(JsonNode? Id, IReadOnlyList<AnswerJson.PassageJson> Results);
