using System.Net.Http.Headers;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Rest;
using QaBot.DirectLine;
using QaBot.Web.Chat;

namespace QaBot.Web.Bot;

/// <summary>Signs what the bot sends to the local channel with this process's own key; a request to any other address gets nothing.</summary>
public sealed class LocalChannelCredentialsFactory(LocalAddress address, LocalTokens tokens) : ServiceClientCredentialsFactory
{
    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(
        string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        Task.FromResult<ServiceClientCredentials>(new Credentials(address, tokens));

    private sealed class Credentials(LocalAddress address, LocalTokens tokens) : ServiceClientCredentials
    {
        public override Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (address.IsOwn(request.RequestUri))
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.IssueForConnector(address.Value));
            return Task.CompletedTask;
        }
    }
}
