using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using QaBot.Answering;

namespace QaBot.Cli.Batches;

/// <summary>What <c>ask</c> and <c>search</c> read: <c>{"id","question","history":["…"] or [{"role","text"}],"prompt"}</c>.</summary>
internal sealed record QuestionLine : BatchLine
{
    public string? Question { get; init; }

    [JsonConverter(typeof(HistoryConverter))]
    public IReadOnlyList<ConversationTurn>? History { get; init; }

    /// <summary>Name of the prompt to answer with; null for the one of the command.</summary>
    public string? Prompt { get; init; }

    /// <exception cref="JsonException">The line has no question.</exception>
    public Question ToQuestion(JsonNode id) => new(Question ?? throw new JsonException("\"question\" is missing."))
    {
        Id = id.ToString(),
        History = History ?? [],
        Prompt = Prompt,
    };
}
