using System.Reflection;

namespace Microsoft.Bot.Connector.Authentication;

internal sealed class ConnectorFactoryImpl(
    string appId, string defaultAudience, string loginEndpoint, bool validateAuthority, ServiceClientCredentialsFactory credentialsFactory,
    IHttpClientFactory httpClientFactory) : ConnectorFactory
{
    public override async Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken)
    {
        var credentials = await credentialsFactory
            .CreateCredentialsAsync(appId, audience ?? defaultAudience, loginEndpoint, validateAuthority, cancellationToken)
            .ConfigureAwait(false);
        var baseUri = new Uri(serviceUrl);
        var httpClient = httpClientFactory?.CreateClient() ?? new HttpClient();
        httpClient.DefaultRequestHeaders.UserAgent.ParseAdd($"Microsoft-BotFramework/3.1 BotBuilder/{Version}");
        httpClient.DefaultRequestHeaders.ExpectContinue = false;
        return new ConnectorClient(baseUri, credentials, httpClient);
    }

    private static string Version => typeof(ConnectorFactoryImpl).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>().Version;
}
