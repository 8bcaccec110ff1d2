using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QaBot.Cli.Batches;

/// <summary>One line of a batch; fields that it does not know are ignored.</summary>
internal abstract record BatchLine
{
    public JsonElement Id { get; init; }

    /// <summary>The line's own id, of whatever type it is; without one the line's number, from 1.</summary>
    public JsonNode IdOr(int lineNumber) => NodeOf(Id) ?? lineNumber.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null for an id that is missing or null.</summary>
    public static JsonNode? NodeOf(JsonElement id) => id.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.Object => JsonObject.Create(id),
        JsonValueKind.Array => JsonArray.Create(id),
        _ => JsonValue.Create(id),
    };
}
