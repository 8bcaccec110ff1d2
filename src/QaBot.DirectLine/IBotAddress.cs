namespace QaBot.DirectLine;

/// <summary>Where this process and its bot are reached. It is asked for with the first request, so it may depend on the port that the server took.</summary>
public interface IBotAddress
{
    /// <summary>This process's own base address: the <c>serviceUrl</c> of every activity, under which the bot finds the connector.</summary>
    Uri ServiceUrl { get; }

    /// <summary>The bot's endpoint, to which the users' activities are posted.</summary>
    Uri MessagesUrl { get; }
}
