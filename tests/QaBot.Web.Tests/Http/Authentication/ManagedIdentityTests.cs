using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace QaBot.Web.Tests.Http.Authentication;

public sealed class ManagedIdentityTests
{
    [SkippableFact]
    public async Task A_managed_identitys_token_comes_from_the_machine_once_and_goes_out_with_every_reply()
    {
        var requests = new ConcurrentQueue<(IQueryCollection Query, string Header)>();
        await using var identity = await StartIdentityEndpointAsync(requests);
        // The keys' server and the connector of a host that is not itself asked.
        await using var issuer = await SignedHost.StartAsync();
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        using var host = await HostProcess.StartAsync(
            folder,
            [
                .. issuer.Cloud(),
                ("MicrosoftAppType", "UserAssignedMsi"),
                ("MicrosoftAppId", SignedHost.AppId),
                ("MicrosoftAppTenantId", SignedHost.Tenant),
                ("IDENTITY_ENDPOINT", $"{identity.Urls.Single()}/msi/token"),
                ("IDENTITY_HEADER", "proof"),
                (TrustedCertificate.Variable, TrustedCertificate.TrustedFile),
            ]);

        for (var i = 0; i < 3; i++)
        {
            await host.PostAsync(issuer.Question(), $"Bearer {issuer.ChannelKey.Sign(issuer.ChannelClaims())}");
            Assert.Contains("1874", (string?)(await issuer.Connector.NextMessageAsync())["text"], StringComparison.Ordinal);
        }

        Assert.All(issuer.Connector.Authorizations, sent => Assert.Equal("Bearer machine-token", sent));
        var (query, header) = Assert.Single(requests);
        Assert.Equal("proof", header);
        Assert.Equal(SignedHost.AppId, query["client_id"]);
        Assert.StartsWith("https://api.botframework.com", query["resource"], StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartIdentityEndpointAsync(ConcurrentQueue<(IQueryCollection Query, string Header)> requests)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/msi/token", (HttpRequest request) =>
        {
            requests.Enqueue((request.Query, request.Headers["X-IDENTITY-HEADER"].ToString()));
            var expires = DateTimeOffset.UtcNow.AddHours(24).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Results.Json(new { access_token = "machine-token", expires_on = expires, resource = "https://api.botframework.com", token_type = "Bearer", client_id = SignedHost.AppId });
        });
        await app.StartAsync();
        return app;
    }
}
