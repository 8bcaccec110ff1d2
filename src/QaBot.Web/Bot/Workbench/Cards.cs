namespace QaBot.Web.Bot.Workbench;

internal static class Cards
{
    /// <summary>Whether the channel's clients show Adaptive Cards of version 1.5.</summary>
    public static bool AreShownOn(string? channelId) => channelId is Microsoft.Bot.Connector.Channels.Emulator or Microsoft.Bot.Connector.Channels.Msteams
        or Microsoft.Bot.Connector.Channels.Webchat or Microsoft.Bot.Connector.Channels.Directline;
}
