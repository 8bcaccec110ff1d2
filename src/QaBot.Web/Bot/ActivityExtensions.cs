using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot;

internal static class ActivityExtensions
{
    /// <summary>Whether what is replied to the activity goes to a program on this machine.</summary>
    public static bool IsServedFromThisMachine(this IActivity activity) =>
        Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var url) && url.IsLoopback;

    /// <summary>Tells the conversations of all channels apart.</summary>
    public static string ConversationKey(this IActivity activity) => $"{activity.ChannelId}/{activity.Conversation?.Id}";
}
