using System.Reflection;

namespace Microsoft.Bot.Connector.Authentication;

internal sealed class ConnectorFactoryImpl(
    string appId, string defaultAudience, string loginEndpoint, bool validateAuthority, ServiceClientCredentialsFactory credentialsFactory,
    IHttpClientFactory httpClientFactory) : ConnectorFactory
{
    private static readonly string _userAgent =
        "Microsoft-BotFramework/3.1 BotBuilder/" + typeof(ConnectorFactoryImpl).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>().Version;

    public override async Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken)
    {
        var credentials = await credentialsFactory
            .CreateCredentialsAsync(appId, audience ?? defaultAudience, loginEndpoint, validateAuthority, cancellationToken)
            .ConfigureAwait(false);
        var baseUri = new Uri(serviceUrl);
        var httpClient = httpClientFactory?.CreateClient() ?? new HttpClient();
        httpClient.DefaultRequestHeaders.UserAgent.ParseAdd(_userAgent);
        httpClient.DefaultRequestHeaders.ExpectContinue = false;
        return new ConnectorClient(baseUri, credentials, httpClient);
    }
}
