using QaBot.Web.Chat;

namespace QaBot.Web.Bot;

/// <summary>
/// Decides what the links to sources in a reply start with: the setting <see cref="PublicUrl"/>, else, for users of this process's own
/// channel and of clients on this machine, such as the Emulator, the address of this process. No other user could follow a link there.
/// </summary>
public sealed class SourceLinks(PublicUrl publicUrl, LocalAddress address)
{
    /// <param name="serviceUrl">The service address of the activity that is replied to.</param>
    /// <returns>Null for no links.</returns>
    public Uri? StartFor(string? serviceUrl) => publicUrl.Value ?? (address.IsOwn(serviceUrl) || ActivityExtensions.IsOnThisMachine(serviceUrl) ? address.Known : null);
}
