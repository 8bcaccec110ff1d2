using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QaBot.Web.Security;

namespace QaBot.Web.Tests.Http;

public sealed class SecurityLocalOnlyTests
{
    [Theory]
    [InlineData("Host", "qabot.example")]
    [InlineData("Host", "localhost.example:3978")]
    [InlineData("Host", "192.168.0.7:3978")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Original-For", "203.0.113.7:7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Origin", "https://elsewhere.example")]
    public async Task Pages_are_refused_to_others_and_say_how_to_change_that(string header, string value)
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder);

        foreach (var path in new[] { "/sources", "/sources/a.txt", "/sources/none.txt" })
        {
            using var response = await GetAsync(host.Client, path, (header, value));
            var text = await response.Content.ReadAsStringAsync();

            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
            Assert.Contains("Web:Public", text, StringComparison.Ordinal);
            Assert.DoesNotContain("lighthouse", text, StringComparison.Ordinal);
        }

        using var page = await GetAsync(host.Client, "/sources", (header, value), ("Accept", "text/html"));
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Web:Public", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var health = await GetAsync(host.Client, "/health/live", (header, value));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:3978")]
    [InlineData("127.0.0.1:3978")]
    [InlineData("127.1.2.3")]
    [InlineData("[::1]:3978")]
    public async Task This_machine_is_served_under_each_of_its_names(string name)
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder);

        using var response = await GetAsync(host.Client, "/sources/a.txt", ("Host", name), ("Origin", "http://localhost:5000"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Everyone_is_served_when_the_pages_are_public()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder, settings: ("Web:Public", "true"));

        using var response = await GetAsync(host.Client, "/sources/a.txt", ("Host", "qabot.example"), ("X-Forwarded-For", "203.0.113.7"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("192.168.0.7", false)]
    [InlineData("2001:db8::7", false)]
    [InlineData(null, false)]
    public void Only_loopback_addresses_are_this_machine(string? address, bool isLocal)
    {
        var context = new DefaultHttpContext();
        context.Request.Host = new HostString("localhost", 3978);
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);

        Assert.Equal(isLocal, LocalRequest.Problem(context) is null);
        Assert.Equal(isLocal, new LocalOnlyPolicy(Options.Create(new WebOptions())).Refuse(context) is null);
        Assert.Null(new LocalOnlyPolicy(Options.Create(new WebOptions { Public = true })).Refuse(context));
    }

    [Fact]
    public async Task Endpoints_and_their_groups_can_be_for_this_machine_only()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<LocalOnlyPolicy>();
        builder.Services.AddSingleton(Options.Create(new WebOptions()));
        await using var app = builder.Build();
        app.MapGet("/one", (int? number) => Results.Json(number)).LocalOnly();
        var group = app.MapGroup("/group").LocalOnly();
        group.MapGet("/two", (HttpContext context) => context.Response.WriteAsync("2"));
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.Equal("1", await client.GetStringAsync("/one?number=1"));
        Assert.Equal("2", await client.GetStringAsync("/group/two"));
        foreach (var path in new[] { "/one?number=1", "/group/two" })
        {
            using var response = await GetAsync(client, path, ("Host", "qabot.example"));
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }
}
