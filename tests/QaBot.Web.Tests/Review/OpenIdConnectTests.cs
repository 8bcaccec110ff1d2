using System.Net;
using System.Text.RegularExpressions;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Review;

/// <summary>Reviewers who sign in with a provider.</summary>
public sealed class OpenIdConnectTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new TestFolder().WithArticle("bridge.txt", "The Norrland bridge was opened in 1932.");
    private OpenIdProvider _provider = null!;

    public async Task InitializeAsync() => _provider = await OpenIdProvider.StartAsync();

    public async Task DisposeAsync()
    {
        await _provider.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("""["Reader","Reviewer"]""", "roles", "Reviewer")]
    [InlineData("\"editors\"", "groups", "editors")]
    public async Task Who_has_the_role_reviews_under_the_name_that_the_provider_gives(string roles, string claim, string role)
    {
        _provider.User = new() { ["sub"] = "7", ["preferred_username"] = "anna@norrland.example", ["name"] = "Anna", [claim] = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(roles) };
        await using var host = await StartAsync(("Review:OpenIdConnect:RoleClaim", claim), ("Review:OpenIdConnect:Role", role));
        using var client = new ReviewClient(host);

        var page = await SignInAsync(client, "/review/audit");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<h1>Audit log</h1>", page.Text, StringComparison.Ordinal);
        Assert.Contains(">anna@norrland.example</a>", page.Text, StringComparison.Ordinal);
        Assert.Empty(_provider.Refusals);
    }

    [Fact]
    public async Task A_provider_without_user_names_names_its_subjects()
    {
        _provider.User = new() { ["sub"] = "subject 7", ["roles"] = "Reviewer" };
        await using var host = await StartAsync();
        using var client = new ReviewClient(host);

        Assert.Contains(">subject 7</a>", (await SignInAsync(client, "/review")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_not_the_role_is_told_so_and_gets_no_session()
    {
        _provider.User = new() { ["sub"] = "8", ["preferred_username"] = "bert", ["roles"] = "Reader" };
        await using var host = await StartAsync();
        using var client = new ReviewClient(host);

        var refused = await SignInAsync(client, "/review");

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("bert", refused.Text, StringComparison.Ordinal);
        Assert.Contains("“Reviewer”", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/review")).Status);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_token_that_is_forged_or_another_ones_opens_no_session(bool isForging, bool isReplaying)
    {
        _provider.User = new() { ["sub"] = "9", ["preferred_username"] = "eve", ["roles"] = "Reviewer" };
        (_provider.IsForging, _provider.IsReplaying) = (isForging, isReplaying);
        await using var host = await StartAsync();
        using var client = new ReviewClient(host);

        var refused = await SignInAsync(client, "/review");

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("Signing in has failed", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/review")).Status);
    }

    [Fact]
    public async Task A_response_that_was_not_asked_for_opens_no_session()
    {
        await using var host = await StartAsync();
        using var client = new ReviewClient(host);

        var refused = await client.GetAsync("/review/signed-in?code=x&state=y");

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/review")).Status);
    }

    [Fact]
    public async Task A_provider_that_is_down_is_no_way_in()
    {
        await using var host = await StartAsync();
        await _provider.StopAsync();
        using var client = new ReviewClient(host);

        var reply = await client.GetAsync("/review/sign-in?handler=Provider");

        Assert.Equal(HttpStatusCode.BadGateway, reply.Status);
        Assert.Contains("does not answer", reply.Text, StringComparison.Ordinal);
    }

    private Task<BotHost> StartAsync(params (string Key, string Value)[] settings) => BotHost.StartAsync(_folder, null,
    [
        ("Review:OpenIdConnect:Authority", _provider.Url),
        ("Review:OpenIdConnect:ClientId", OpenIdProvider.ClientId),
        ("Review:OpenIdConnect:ClientSecret", OpenIdProvider.ClientSecret),
        .. settings,
    ]);

    /// <summary>From a page through the provider and back, as a browser goes.</summary>
    private static async Task<ReviewClient.Reply> SignInAsync(ReviewClient client, string page)
    {
        var signIn = await client.FollowAsync(await client.GetAsync(page));
        var link = Regex.Match(signIn.Text, "href=\"(/review/sign-in\\?handler=Provider[^\"]*)\"").Groups[1].Value;
        return await client.FollowAsync(await client.GetAsync(link));
    }
}
