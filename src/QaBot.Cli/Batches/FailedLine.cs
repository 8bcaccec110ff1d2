using System.Text.Json.Nodes;

namespace QaBot.Cli.Batches;

/// <summary>What stands in the output for a line that could not be done.</summary>
/// <param name="Id">Null when the line could not be read so far.</param>
internal sealed record FailedLine(JsonNode? Id, string Error);
