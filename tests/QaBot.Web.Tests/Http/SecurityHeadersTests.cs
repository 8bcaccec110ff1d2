using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QaBot.Web.Chat;
using QaBot.Web.Security;

namespace QaBot.Web.Tests.Http;

public sealed class SecurityHeadersTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
    private BotHost _host = null!;

    public async Task InitializeAsync() => _host = await BotHost.StartAsync(_folder);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("/sources", 200)]
    [InlineData("/sources/a.txt?start=4&end=14", 200)]
    [InlineData("/sources/a.txt?start=x&end=14", 400)]
    [InlineData("/sources/none.txt", 404)]
    [InlineData("/sources", 403)]
    public async Task Every_page_has_the_strict_policy_whatever_its_status(string path, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        if (status == 403)
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.7");
        using var response = await _host.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        var host = _host.Client.BaseAddress!.Authority;
        var scripts = new WebChatScript(Path.Combine(AppContext.BaseDirectory, "wwwroot")) is { IsLocal: false } cdn ? $"'self' {cdn.Src}" : "'self'";
        Assert.Equal(
            $"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + $"connect-src 'self' ws://{host} wss://{host}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            Header(response, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Header(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        Assert.Contains("microphone=()", Header(response, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-cache, private", response.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("/pages.css")]
    [InlineData("/health/live")]
    [InlineData("/nowhere")]
    public async Task What_is_no_page_may_do_nothing(string path)
    {
        using var response = await _host.Client.GetAsync(path);

        Assert.StartsWith("default-src 'none'; base-uri 'none'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
    }

    [Theory]
    [InlineData("https://europe.directline.example/v3", "https://europe.directline.example wss://europe.directline.example")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000 ws://127.0.0.1:5000")]
    public async Task Azure_may_be_connected_to_only_when_the_page_chats_through_it(string endpoint, string sources)
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var without = await StartPageAsync(new WebOptions { DirectLineEndpoint = endpoint });
        await using var with = await StartPageAsync(new WebOptions { DirectLineEndpoint = endpoint, DirectLineSecret = "secret" });

        Assert.DoesNotContain(sources, await PolicyAsync(without), StringComparison.Ordinal);
        Assert.Contains($" {sources};", await PolicyAsync(with), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", await PolicyAsync(with), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_asks_for_a_nonce_gets_a_new_one_each_time_and_it_is_in_the_policy()
    {
        await using var app = await StartPageAsync(new WebOptions());
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var nonces = new HashSet<string>();

        for (var i = 0; i < 3; i++)
        {
            using var response = await client.GetAsync("/");
            var nonce = await response.Content.ReadAsStringAsync();
            Assert.Contains($"style-src 'self' 'nonce-{nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; img-src 'self' data: blob:;", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.True(nonces.Add(nonce) && Convert.FromBase64String(nonce).Length == 16);
        }
    }

    [Theory]
    [InlineData("a;script-src")]
    [InlineData("a'b")]
    [InlineData("a,b")]
    [InlineData("[::1]:3978")]
    public async Task A_host_name_cannot_add_to_the_policy(string name)
    {
        await using var app = await StartPageAsync(new WebOptions());
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Host", name);
        using var response = await client.SendAsync(request);

        if (response.IsSuccessStatusCode)
            Assert.Matches(new Regex("connect-src 'self';"), Header(response, "Content-Security-Policy"));
        else
            Assert.Equal(400, (int)response.StatusCode);
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    private static async Task<string> PolicyAsync(WebApplication app)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var response = await client.GetAsync("/");
        return Header(response, "Content-Security-Policy");
    }

    /// <summary>A host of one page, which shows its nonce.</summary>
    private static async Task<WebApplication> StartPageAsync(WebOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Options.Create(options));
        builder.Services.AddSingleton(new WebChatScript(AppContext.BaseDirectory));
        var app = builder.Build();
        app.UseMiddleware<PageSecurity>();
        app.MapGet("/", (HttpContext context) => Results.Text(PageSecurity.NonceOf(context), "text/html"));
        await app.StartAsync();
        return app;
    }
}
