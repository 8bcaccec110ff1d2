using System.Text.Json.Nodes;

namespace QaBot.Web.Bot.Workbench;

/// <param name="Activities">Oldest first.</param>
/// <param name="Dropped">How many older ones are not kept any more.</param>
public sealed record RecordedConversation(IReadOnlyList<JsonObject> Activities, int Dropped);
