namespace QaBot.DirectLine;

/// <summary>An activity for the bot.</summary>
/// <param name="Json">The activity in UTF-8.</param>
internal sealed record Delivery(string ActivityId, string ActivityType, byte[] Json)
{
    /// <summary>The user waits for something to come of it.</summary>
    public bool IsAwaited => ActivityType is not ("typing" or "conversationUpdate");
}
