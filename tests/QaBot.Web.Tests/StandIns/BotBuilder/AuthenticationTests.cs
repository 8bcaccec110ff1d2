using System.IdentityModel.Tokens.Jwt;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Rest;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.StandIns.BotBuilder;

public class AuthenticationTests
{
    private const string AppId = "11111111-1111-1111-1111-111111111111";

    private static readonly (string, string)[] _app = [("MicrosoftAppId", AppId), ("MicrosoftAppPassword", "secret")];

    [Fact]
    public async Task Without_an_app_id_a_request_without_a_header_is_anonymous()
    {
        var result = await AuthenticateAsync([], null);

        Assert.Equal("anonymous", result.ClaimsIdentity.AuthenticationType);
        Assert.Empty(result.ClaimsIdentity.Claims);
        Assert.Null(result.CallerId);
    }

    [Fact]
    public async Task With_an_app_id_a_request_without_a_header_is_refused()
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => AuthenticateAsync(_app, null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_of_an_issuer_that_nobody_knows_is_refused_with_an_app_id_and_without(bool withAppId)
    {
        var token = TokenOf("https://issuer.example.org");

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => AuthenticateAsync(withAppId ? _app : [], "Bearer " + token));
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer a b")]
    public async Task A_header_that_is_no_bearer_token_is_refused(string header)
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => AuthenticateAsync(_app, header));
    }

    [Theory]
    [InlineData("Bearer garbage")]
    [InlineData("Bearer a.b.c")]
    public async Task A_token_that_is_none_is_an_error_of_its_parsing(string header)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => AuthenticateAsync(_app, header));

        Assert.True(failure is ArgumentException or SecurityTokenException, failure.ToString());
    }

    [Fact]
    public async Task Metadata_over_plain_http_are_refused()
    {
        (string, string)[] cloud =
        [
            .. _app,
            ("ToBotFromChannelTokenIssuer", "https://issuer.example.org"),
            ("ToBotFromChannelOpenIdMetadataUrl", "http://127.0.0.1:9/metadata"),
            ("ToBotFromEmulatorOpenIdMetadataUrl", "http://127.0.0.1:9/metadata"),
            ("ToChannelFromBotOAuthScope", "https://scope.example.org"),
            ("ToChannelFromBotLoginUrl", "https://login.example.org"),
            ("OAuthUrl", "https://oauth.example.org"),
        ];

        var failure = await Assert.ThrowsAnyAsync<Exception>(
            () => AuthenticateAsync(cloud, "Bearer " + TokenOf("https://issuer.example.org")));

        Assert.Contains("HTTPS", failure.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("SingleTenant", "MicrosoftAppTenantId")]
    [InlineData("UserAssignedMsi", "MicrosoftAppTenantId")]
    public void An_app_type_that_lacks_a_setting_names_it(string type, string missing)
    {
        var configuration = ConfigurationOf([("MicrosoftAppType", type), ("MicrosoftAppId", AppId)]);

        var failure = Assert.Throws<ArgumentException>(() => new ConfigurationServiceClientCredentialFactory(configuration));

        Assert.Contains(missing, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configured_app_id_is_the_only_valid_one()
    {
        var factory = new ConfigurationServiceClientCredentialFactory(ConfigurationOf(_app));

        Assert.True(await factory.IsValidAppIdAsync(AppId, default));
        Assert.False(await factory.IsValidAppIdAsync("another", default));
        Assert.False(await factory.IsAuthenticationDisabledAsync(default));
    }

    [Fact]
    public async Task A_hosts_own_credentials_are_put_on_every_call_to_the_connector()
    {
        await using var connector = await FakeConnector.StartAsync();
        await using var host = await BotHost.StartAsync(new ScriptedBot(turn => turn.SendActivityAsync("answer")), new LocalTokens());

        using var response = await host.PostAsync(new JObject
        {
            ["type"] = "message",
            ["id"] = "a1",
            ["channelId"] = "test",
            ["serviceUrl"] = connector.Url,
            ["conversation"] = new JObject { ["id"] = "c1" },
        });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Bearer local", Assert.Single(connector.Calls).Authorization);
    }

    private static Task<AuthenticateRequestResult> AuthenticateAsync((string, string)[] settings, string? header) =>
        new ConfigurationBotFrameworkAuthentication(ConfigurationOf(settings)).AuthenticateRequestAsync(
            new Activity(ActivityTypes.Message) { ChannelId = "test", ServiceUrl = "http://127.0.0.1:9" }, header, CancellationToken.None);

    private static IConfiguration ConfigurationOf((string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)))
        .Build();

    private static string TokenOf(string issuer)
    {
        using var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa.ExportParameters(true)) { KeyId = "k1" };
        return new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(
            issuer, AppId, [new Claim("serviceurl", "http://127.0.0.1:9")], expires: DateTimeOffset.UtcNow.AddHours(1).UtcDateTime,
            signingCredentials: new SigningCredentials(key, SecurityAlgorithms.RsaSha256)));
    }

    private sealed class LocalTokens : ServiceClientCredentialsFactory
    {
        public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(false);

        public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(true);

        public override Task<ServiceClientCredentials> CreateCredentialsAsync(
            string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
            Task.FromResult<ServiceClientCredentials>(new LocalToken());
    }

    private sealed class LocalToken : ServiceClientCredentials
    {
        public override Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "local");
            return Task.CompletedTask;
        }
    }
}
