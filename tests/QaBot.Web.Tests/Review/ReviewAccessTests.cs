using System.Net;
using QaBot.Review;
using QaBot.Review.Sqlite;
using QaBot.Web.Review.Access;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Review;

/// <summary>Who may review.</summary>
public sealed class ReviewAccessTests : IDisposable
{
    private const string Secret = "Who had the bridge of Norrland painted?";
    private const string Token = "0123456789abcdef-anna";

    private readonly TestFolder _folder = new TestFolder().WithArticle("bridge.txt", "The Norrland bridge was opened in 1932. It was painted red.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task At_this_machine_anyone_reviews_under_a_name_of_their_own()
    {
        await using var host = await StartAsync();
        using var client = new ReviewClient(host);

        var queue = await client.GetAsync("/review");
        Assert.Equal(HttpStatusCode.OK, queue.Status);
        Assert.Contains(Secret, queue.Text, StringComparison.Ordinal);
        Assert.Contains(">local</a>", queue.Text, StringComparison.Ordinal);
        Assert.Contains("no-store", queue.CacheControl, StringComparison.Ordinal);

        var renamed = await client.SubmitAsync("/review/account", "/review/account?handler=Name", ("name", "Anna Lindström"));
        Assert.Contains(">Anna Lindström</a>", (await client.FollowAsync(renamed)).Text, StringComparison.Ordinal);
        foreach (var name in new[] { "QaBot", " ", new string('x', 101), "a\nb" })
            Assert.Equal(HttpStatusCode.BadRequest, (await client.SubmitAsync("/review/account", "/review/account?handler=Name", ("name", name))).Status);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7", false)]
    [InlineData("X-Forwarded-For", "203.0.113.7", true)]
    [InlineData("Via", "1.1 proxy", true)]
    [InlineData("Host", "qabot.example", true)]
    [InlineData("Origin", "https://elsewhere.example", true)]
    public async Task From_elsewhere_nobody_reviews_without_a_sign_in_even_when_the_pages_are_public(string header, string value, bool isPublic)
    {
        await using var host = await StartAsync(("Web:Public", isPublic.ToString()));
        var id = await IdAsync(host);
        using var client = new ReviewClient(host, (header, value));

        foreach (var path in new[] { "/review", "/REVIEW/", $"/review/{id}", $"/review/{id}?handler=Quote&claim=0&n=1", "/review/audit", "/review/golden?handler=Download", "/review/users?user=u1", "/review/account", "/review/sign-in", "/review/nothing/there" })
        {
            var reply = await client.GetAsync(path);

            Assert.Equal(HttpStatusCode.Forbidden, reply.Status);
            Assert.Contains("Review:Tokens", reply.Text, StringComparison.Ordinal);
            Assert.Contains("Review:OpenIdConnect", reply.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("painted", reply.Text, StringComparison.Ordinal);
            Assert.Contains("no-store", reply.CacheControl, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync($"/review/{id}?handler=Autosave", ("verdict", "Right"))).Status);
        var sources = await client.GetAsync("/sources");
        Assert.Equal(isPublic ? HttpStatusCode.OK : HttpStatusCode.Forbidden, sources.Status);
        Assert.DoesNotContain("/review", sources.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_opens_a_session_that_names_the_reviewer()
    {
        await using var host = await StartAsync(("Review:Tokens:anna", Token), ("Review:Tokens:bert", "another token, of bert"));
        var id = await IdAsync(host);
        using var client = new ReviewClient(host, ("X-Forwarded-For", "203.0.113.7"));

        var refused = await client.GetAsync($"/review/{id}?state=any");
        Assert.Equal(HttpStatusCode.Redirect, refused.Status);
        Assert.DoesNotContain("painted", (await client.FollowAsync(refused)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/review", ("Accept", "application/json"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync($"/review/{id}", ("verdict", "Right"))).Status);

        var wrong = await client.SubmitAsync(refused.Location!, null, ("token", Token[..^1]));
        Assert.Equal(HttpStatusCode.Forbidden, wrong.Status);
        Assert.Contains("nobody's token", wrong.Text, StringComparison.Ordinal);

        var signedIn = await client.SubmitAsync(refused.Location!, null, ("token", Token));
        Assert.Equal($"/review/{id}?state=any", signedIn.Location);
        var page = await client.FollowAsync(signedIn);
        Assert.Contains(Secret, page.Text, StringComparison.Ordinal);
        Assert.Contains(">anna</a>", page.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/review\"", (await client.GetAsync("/privacy")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Log.All, line => line.Contains(Token[..^1], StringComparison.Ordinal));

        await client.SubmitAsync("/review/account", "/review/account?handler=SignOut");
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/review")).Status);
    }

    [Fact]
    public async Task Where_reviewers_sign_in_this_machine_is_no_exception()
    {
        await using var host = await StartAsync(("Review:Tokens:anna", Token));
        using var client = new ReviewClient(host);

        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/review")).Status);
        Assert.DoesNotContain("\"/review\"", (await client.GetAsync("/sources")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_with_its_token()
    {
        using var cookies = await StartAndSignInAsync(Token);
        await using var host = await StartAsync(("Review:Tokens:anna", "another token, of anna"));
        using var client = new ReviewClient(host);
        foreach (Cookie cookie in cookies.Cookies.GetAllCookies())
            client.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", host.Client.BaseAddress!.Host));

        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/review")).Status);
    }

    [Theory]
    [InlineData("https://elsewhere.example/review")]
    [InlineData("//elsewhere.example/review")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/sources")]
    public async Task Signing_in_leads_nowhere_else(string target)
    {
        await using var host = await StartAsync(("Review:Tokens:anna", Token));
        using var client = new ReviewClient(host);

        var reply = await client.SubmitAsync($"/review/sign-in?returnUrl={Uri.EscapeDataString(target)}", null, ("token", Token));

        Assert.Equal("/review", reply.Location);
    }

    [Fact]
    public async Task Tokens_cannot_be_tried_without_end()
    {
        await using var host = await StartAsync(("Review:Tokens:anna", Token));
        using var client = new ReviewClient(host);

        for (var i = 0; i < SignInAttempts.PerMinute; i++)
            Assert.Equal(HttpStatusCode.Forbidden, (await client.SubmitAsync("/review/sign-in", null, ("token", $"guess {i}"))).Status);

        var reply = await client.SubmitAsync("/review/sign-in", null, ("token", Token));
        Assert.Equal(HttpStatusCode.TooManyRequests, reply.Status);
    }

    [Fact]
    public async Task What_another_site_posts_is_refused()
    {
        await using var host = await StartAsync();
        var id = await IdAsync(host);
        using var client = new ReviewClient(host);
        await client.GetAsync("/review");

        foreach (var path in new[] { $"/review/{id}", $"/review/{id}?handler=Autosave", $"/review/{id}?handler=Golden", $"/review/{id}?handler=Lease", $"/review/{id}?handler=Release", "/review/users?handler=Delete", "/review/account?handler=Name", "/review/golden?handler=Remove" })
        {
            var reply = await client.PostAsync(path, ("reviewer", "local"), ("version", "0"), ("verdict", "Right"), ("user", "u1"), ("confirm", "1"), ("name", "eve"), ("id", id));
            Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        }

        await using var store = await SqliteReviewStore.OpenAsync(host.AnswerLogFile, TimeProvider.System);
        Assert.Empty(await store.AuditAsync(null, 10));
    }

    [Fact]
    public async Task An_answer_that_is_not_there_is_a_page_that_says_so()
    {
        await using var host = await StartAsync();
        using var client = new ReviewClient(host);

        var reply = await client.GetAsync("/review/none");

        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
        Assert.Contains("No such answer", reply.Text, StringComparison.Ordinal);
    }

    private async Task<ReviewClient> StartAndSignInAsync(string token)
    {
        await using var host = await StartAsync(("Review:Tokens:anna", token));
        var client = new ReviewClient(host);
        await client.SubmitAsync("/review/sign-in", null, ("token", token));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/review")).Status);
        return client;
    }

    private async Task<BotHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var host = await BotHost.StartAsync(_folder, settings: settings);
        await host.StoreAsync(Answers.Cited(Secret, "bridge.txt", "The Norrland bridge was opened in 1932. It was painted red.", "It was painted red."));
        return host;
    }

    private static async Task<string> IdAsync(BotHost host)
    {
        await using var log = await AnswerLog.OpenAsync(host.AnswerLogFile);
        await foreach (var record in log.ReadAllAsync())
            return record.Id;
        throw new InvalidOperationException("No answer is stored.");
    }
}
