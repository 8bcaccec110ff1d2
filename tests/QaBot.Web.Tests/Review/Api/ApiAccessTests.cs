using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QaBot.Web.Review.Access;
using QaBot.Web.Tests.Http;
using QaBot.Web.Tests.Review.Figures;

namespace QaBot.Web.Tests.Review.Api;

/// <summary>Who may use the API.</summary>
public sealed class ApiAccessTests : ApiTests
{
    [Fact]
    public async Task Without_a_token_or_a_session_no_endpoint_answers()
    {
        var record = await StoreAsync(ReviewedAnswers.Make(0));
        using var nobody = new ApiClient(Host);
        using var someone = ApiClient.With(Host, AnnToken[..^1]);
        var asked = 0;

        foreach (var (method, path) in Endpoints(Host))
        {
            foreach (var client in new[] { nobody, someone })
            {
                var reply = await client.SendAsync(new HttpMethod(method), path.Replace("{id}", record.Id, StringComparison.Ordinal));

                Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (reply.Status, reply.Challenge));
                Assert.Contains("no-store", reply.CacheControl, StringComparison.Ordinal);
                Assert.DoesNotContain("lighthouse", reply.Text, StringComparison.Ordinal);
                asked++;
            }
        }

        Assert.True(asked > 30, $"Only {asked} were asked.");
    }

    [Fact]
    public async Task A_token_is_the_reviewer_whatever_cookies_come_with_it()
    {
        Assert.Equal("bob", (await Bob.GetAsync("/session")).Json.GetProperty("reviewer").GetString());
        using var signedIn = await SignInAsync();
        Assert.Equal("ann", (await signedIn.GetAsync("/session")).Json.GetProperty("reviewer").GetString());

        Assert.Equal("bob", (await signedIn.SendAsync(HttpMethod.Get, "/session", null, ("Authorization", $"bearer {BobToken}"))).Json.GetProperty("reviewer").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await signedIn.SendAsync(HttpMethod.Get, "/session", null, ("Authorization", "Bearer wrong"))).Status);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_right_tokens_do_not_count()
    {
        for (var i = 0; i < 2 * SignInAttempts.PerMinute; i++)
            Assert.Equal(HttpStatusCode.OK, (await Ann.GetAsync("/session")).Status);
        using var guesser = ApiClient.With(Host, "a guess of many");
        for (var i = 0; i < SignInAttempts.PerMinute; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.GetAsync("/session")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Ann.GetAsync("/session")).Status);
    }

    [Fact]
    public async Task A_token_opens_the_API_only()
    {
        using var response = await Host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/review/audit") { Headers = { { "Authorization", $"Bearer {AnnToken}" }, { "Accept", "application/json" } } });

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_browsers_changes_need_the_antiforgery_token()
    {
        var record = await StoreAsync(ReviewedAnswers.Make(0));
        using var signedIn = await SignInAsync();
        var path = $"/answers/{record.Id}/review";

        Assert.Equal(HttpStatusCode.BadRequest, (await signedIn.SendAsync(HttpMethod.Put, path, new { verdict = "Right" }, ("If-None-Match", "*"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await signedIn.GetAsync(path)).Status);
        var session = (await signedIn.GetAsync("/session")).Json;

        var stored = await signedIn.SendAsync(
            HttpMethod.Put, path, new { verdict = "Right" }, ("If-None-Match", "*"), (session.GetProperty("antiforgeryHeader").GetString()!, session.GetProperty("antiforgeryToken").GetString()!));

        Assert.Equal(HttpStatusCode.Created, stored.Status);
        Assert.Equal("ann", stored.Json.GetProperty("reviewer").GetString());
    }

    [Fact]
    public async Task At_this_machine_programs_need_no_token_and_pages_elsewhere_change_nothing()
    {
        using var folder = new TestFolder().WithArticle(ReviewedAnswers.Article, ReviewedAnswers.Text);
        await using var host = await BotHost.StartAsync(folder);
        using var program = new ApiClient(host);
        using var page = new ApiClient(host, ("Origin", "http://127.0.0.1:1"), ("Sec-Fetch-Site", "same-site"));
        using var forwarded = new ApiClient(host, ("X-Forwarded-For", "203.0.113.7"));
        await ReviewedAnswers.FillAsync(host, 1);

        Assert.Equal("local", (await program.GetAsync("/session")).Json.GetProperty("reviewer").GetString());
        var id = (await program.GetAsync("/answers")).Json.GetProperty("items")[0].GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.BadRequest, (await page.SendAsync(HttpMethod.Put, $"/answers/{id}/review", new { verdict = "Right" }, ("If-None-Match", "*"))).Status);
        Assert.Equal(HttpStatusCode.Created, (await program.SendAsync(HttpMethod.Put, $"/answers/{id}/review", new { verdict = "Right" }, ("If-None-Match", "*"))).Status);
        var refused = await forwarded.GetAsync("/answers");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("Review:Tokens", refused.Text, StringComparison.Ordinal);
    }

    /// <summary>Method and path below <c>/api/review</c> of every endpoint there.</summary>
    internal static IEnumerable<(string Method, string Path)> Endpoints(BotHost host) =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = $"/{endpoint.RoutePattern.RawText?.Trim('/')}"
        where path.StartsWith("/api/review/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select (method, path["/api/review".Length..]);

    /// <summary>What a browser sends in which ann has signed in.</summary>
    private async Task<ApiClient> SignInAsync()
    {
        using var browser = new ReviewClient(Host);
        var signedIn = await browser.SubmitAsync("/review/sign-in", null, ("token", AnnToken));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.Status);
        return new ApiClient(Host, ("Cookie", browser.Cookies.GetCookieHeader(Host.Client.BaseAddress!)));
    }
}
