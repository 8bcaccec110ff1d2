using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using QaBot.DirectLine.Tests.Drivers;

namespace QaBot.DirectLine.Tests;

public sealed class LocalTokensTests
{
    private static readonly Uri Here = new("http://127.0.0.1:3978/");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly LocalTokens _tokens;

    public LocalTokensTests() => _tokens = New();

    [Theory]
    [InlineData("client")]
    [InlineData("stream")]
    [InlineData("bot")]
    [InlineData("connector")]
    public async Task A_token_passes_for_its_own_kind_only_and_in_its_own_process(string kind)
    {
        Assert.Equal(kind, await KindsAsync(_tokens, Issue(_tokens, kind)));
        Assert.Equal("", await KindsAsync(_tokens, Issue(New(), kind)));
    }

    [Theory]
    [InlineData("client", 30 * 60)]
    [InlineData("stream", 60)]
    [InlineData("bot", 5 * 60)]
    [InlineData("connector", 5 * 60)]
    public async Task A_token_is_good_for_its_lifetime_exactly(string kind, int seconds)
    {
        var token = Issue(_tokens, kind);

        // The claims count whole seconds.
        _time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal(kind, await KindsAsync(_tokens, token));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("", await KindsAsync(_tokens, token));
    }

    [Fact]
    public async Task Internal_tokens_are_for_one_address()
    {
        var elsewhere = new Uri("http://127.0.0.1:3979/");

        Assert.False(await _tokens.IsForBotAsync(_tokens.IssueForBot(Here), elsewhere));
        Assert.False(await _tokens.IsForConnectorAsync(_tokens.IssueForConnector(Here), elsewhere));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    public async Task Nonsense_is_no_token(string token) => Assert.Equal("", await KindsAsync(_tokens, token));

    [Fact]
    public async Task An_unsigned_token_is_refused()
    {
        var payload = _tokens.IssueForClient("c", "u").Token.Split('.')[1];
        var header = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"JWT"}""")).TrimEnd('=');

        Assert.Null((await _tokens.ReadClientAsync($"{header}.{payload}.")).ConversationId);
    }

    [Fact]
    public async Task A_token_that_was_changed_is_refused()
    {
        var parts = _tokens.IssueForClient("c", "u").Token.Split('.');
        var payload = Encoding.UTF8.GetString(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(parts[1]));
        parts[1] = Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(payload.Replace("\"c\"", "\"d\"", StringComparison.Ordinal));

        Assert.Null((await _tokens.ReadClientAsync(string.Join('.', parts))).ConversationId);
    }

    [Fact]
    public void A_clients_token_names_its_user()
    {
        var token = new JsonWebToken(_tokens.IssueForClient("c", "u").Token);

        Assert.Equal("u", token.GetClaim("user").Value);
        Assert.Equal("c", token.GetClaim("conv").Value);
        Assert.Equal("HS256", token.Alg);
    }

    [Fact]
    public async Task Over_http_too_no_token_passes_for_another()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        var members = $"/v3/conversations/{client.Id}/members";

        foreach (var token in new[] { host.Tokens.IssueForBot(host.ServiceUrl), host.Tokens.IssueForConnector(host.ServiceUrl), host.Tokens.IssueForStream(client.Id) })
        {
            client.Token = token;
            using var response = await client.GetAsync(client.Path);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        foreach (var token in new[] { host.Tokens.IssueForBot(host.ServiceUrl), host.Conversations.Grant(client.Id, "user-1")!.Token, host.Tokens.IssueForStream(client.Id) })
        {
            client.Token = token;
            using var response = await client.GetAsync(members);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        client.Token = host.Tokens.IssueForConnector(host.ServiceUrl);
        using var accepted = await client.GetAsync(members);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    private LocalTokens New() => new(Options.Create(new DirectLineOptions()), _time);

    /// <returns>The kinds that a token passes for.</returns>
    private static async Task<string> KindsAsync(LocalTokens tokens, string token)
    {
        var kinds = new List<string>();
        if ((await tokens.ReadClientAsync(token)).ConversationId is not null)
            kinds.Add("client");
        if ((await tokens.ReadStreamAsync(token)).ConversationId is not null)
            kinds.Add("stream");
        if (await tokens.IsForBotAsync(token, Here))
            kinds.Add("bot");
        if (await tokens.IsForConnectorAsync(token, Here))
            kinds.Add("connector");
        return string.Join(' ', kinds);
    }

    private static string Issue(LocalTokens tokens, string kind) => kind switch
    {
        "client" => tokens.IssueForClient("c", "u").Token,
        "stream" => tokens.IssueForStream("c"),
        "bot" => tokens.IssueForBot(Here),
        _ => tokens.IssueForConnector(Here),
    };
}
