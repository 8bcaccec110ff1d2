using System.ClientModel.Primitives;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace QaBot.Models.Remote;

/// <summary>Lets requests in with a token of Microsoft Entra, kept until shortly before it ends: not every credential keeps its own.</summary>
internal sealed class EntraAuthentication(ModelServer server, TokenCredential credential, TimeProvider time) : AuthenticationPolicy
{
    private static readonly TimeSpan s_ahead = TimeSpan.FromMinutes(5);

    private volatile KeptToken? _kept;

    /// <summary>With the services' credential, else with what Azure.Identity finds on this machine.</summary>
    public static EntraAuthentication Create(ModelServer server, IServiceProvider services) =>
        new(server, services.GetService<TokenCredential>() ?? new DefaultAzureCredential(), services.GetRequiredService<TimeProvider>());

    /// <summary>
    /// Who may be let in: the v1 API's as the OpenAI library's guide has it, the dated API's as Azure's guide has it; other clouds have their own.
    /// </summary>
    public static string ScopeOf(ModelServer server) => server.Address.Host switch
    {
        var host when host.EndsWith(".azure.us", StringComparison.OrdinalIgnoreCase) => "https://cognitiveservices.azure.us/.default",
        var host when host.EndsWith(".azure.cn", StringComparison.OrdinalIgnoreCase) => "https://cognitiveservices.azure.cn/.default",
        _ when server.ApiVersion is not null => "https://cognitiveservices.azure.com/.default",
        _ => "https://ai.azure.com/.default",
    };

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        throw new NotSupportedException("A model is asked without blocking a thread.");

    public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        if (server.Address.Scheme != Uri.UriSchemeHttps && !server.Address.IsLoopback)
            throw server.Problem(ModelProblemKind.Misconfigured, $"a token of Entra is sent over https only: check {server.Setting("Endpoint")}.");
        message.Request.Headers.Set("Authorization", $"Bearer {await TokenAsync(message.CancellationToken)}");
        await ProcessNextAsync(message, pipeline, currentIndex);
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        if (_kept is { } kept && kept.Until > time.GetUtcNow())
            return kept.Token;
        try
        {
            var token = await credential.GetTokenAsync(new TokenRequestContext([ScopeOf(server)]), cancellationToken);
            _kept = new KeptToken(token.Token, token.ExpiresOn - s_ahead);
            return token.Token;
        }
        catch (AuthenticationFailedException)
        {
            throw server.Problem(
                ModelProblemKind.Unauthorized,
                $"{server.Setting("ApiKey")} is not set, and Azure.Identity has no identity to show: sign in with 'az login', give this machine a managed identity, or set the key.");
        }
    }

    private sealed record KeptToken(string Token, DateTimeOffset Until);
}
