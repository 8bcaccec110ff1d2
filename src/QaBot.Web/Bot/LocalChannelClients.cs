namespace QaBot.Web.Bot;

/// <summary>Gives the Bot Framework, which asks for the client without a name, the one that connects to this server only.</summary>
public sealed class LocalChannelClients(IHttpClientFactory clients) : IHttpClientFactory
{
    /// <summary>Names the HTTP client.</summary>
    public const string Name = "QaBot.LocalChannel";

    public HttpClient CreateClient(string name) => clients.CreateClient(Name);
}
