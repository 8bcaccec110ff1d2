using System.Text.Json.Nodes;

namespace QaBot.Web.Bot.Workbench;

/// <param name="Activities">Oldest first.</param>
/// <param name="Dropped">How many older ones are not kept any more.</param>
public sealed record RecordedConversation(IReadOnlyList<JsonObject> Activities, int Dropped)
{
    /// <summary>Whether any of the activities is missing; recordings live no longer than the process.</summary>
    public bool Lacks(IEnumerable<string> ids) => ids.Except(Activities.Select(activity => (string?)activity["id"] ?? "")).Any();
}
