using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot;

internal static class ActivityExtensions
{
    /// <summary>Whether what is replied to the activity goes to a program on this machine.</summary>
    public static bool IsServedFromThisMachine(this IActivity activity) => IsOnThisMachine(activity.ServiceUrl);

    /// <summary>Whether a service address is this machine's.</summary>
    public static bool IsOnThisMachine(string? serviceUrl) => Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) && url.IsLoopback;

    /// <summary>Tells the conversations of all channels apart.</summary>
    public static string ConversationKey(this IActivity activity) => $"{activity.ChannelId}/{activity.Conversation?.Id}";
}
