using QaBot.DirectLine;
using QaBot.Web.Bot;

namespace QaBot.Web.Chat;

/// <summary>Tells the local Direct Line where this process's bot listens: where any channel would find it.</summary>
public sealed class BotAddress(LocalAddress address) : IBotAddress
{
    public Uri ServiceUrl => address.Value;

    public Uri MessagesUrl => new(address.Value, MessagesEndpoint.Path);
}
