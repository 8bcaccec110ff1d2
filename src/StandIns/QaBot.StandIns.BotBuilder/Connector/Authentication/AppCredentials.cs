using System.Net.Http.Headers;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>No credentials: the request goes out as it is.</summary>
internal sealed class EmptyCredentials : ServiceClientCredentials
{
}

/// <summary>Puts the bot's own access token on each request.</summary>
internal sealed class AppCredentials(Func<CancellationToken, Task<string>> acquireToken) : ServiceClientCredentials
{
    /// <exception cref="AggregateException">The token service gave none.</exception>
    public override async Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await acquireToken(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new AggregateException("Failed to acquire token for client credentials.", exception);
        }
    }
}
