using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using QaBot.Web.Legal;

namespace QaBot.Web.Tests.Http;

/// <summary>The two pages that an app in Teams must have, and that its users open from anywhere.</summary>
public sealed class LegalTests
{
    [Theory]
    [InlineData("/privacy")]
    [InlineData("/terms")]
    public async Task Everyone_may_read_them_though_the_other_pages_are_for_this_machine(string path)
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder);

        using var response = await GetAsync(host, path, ("Host", "qabot.example"), ("X-Forwarded-For", "203.0.113.7"), ("Origin", "https://teams.example"));
        var page = await ReadAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(["/privacy", "/terms"], page.QuerySelectorAll("footer a").Select(link => link.GetAttribute("href")));
        // Where they would only be refused.
        Assert.Empty(page.QuerySelectorAll("a[href='/'], a[href='/sources']"));
        Assert.DoesNotContain("lighthouse", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("a.txt", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "They stay until the operator deletes them.")]
    [InlineData("90", "They are deleted after 90 days,")]
    public async Task It_says_how_long_answers_are_kept(string days, string expected)
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder, settings: [("Review:KeepDays", days)]);

        using var response = await GetAsync(host, "/privacy");

        Assert.Contains(expected, (await ReadAsync(response)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_these_two_are_served_to_everyone()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder);

        foreach (var path in new[] { "/", "/sources", "/sources/a.txt", "/sources/privacy", "/privacy/a.txt", "/Privacy/../sources" })
        {
            using var response = await GetAsync(host, path, ("Host", "qabot.example"));
            Assert.Contains(response.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
        }

        var sources = await ReadAsync(await host.Client.GetAsync("/sources"));
        Assert.NotNull(sources.QuerySelector("footer a[href='/privacy']"));
        var chat = await ReadAsync(await host.Client.GetAsync("/"));
        Assert.NotNull(chat.QuerySelector("a[href='/privacy']"));
    }

    [Fact]
    public async Task They_say_that_it_is_counted_what_a_user_costs_where_it_is()
    {
        using var folder = new TestFolder();
        await using var limited = await BotHost.StartAsync(folder, new ScriptedModel((_, _) => Task.FromResult("")), ("Models:Chat:TokensPerUserAndDay", "1000"));
        Assert.Contains("tokens", (await ReadAsync(await limited.Client.GetAsync("/privacy"))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        await using var embedded = await BotHost.StartAsync(folder, null, ("Models:Chat:TokensPerUserAndDay", "1000"));
        Assert.DoesNotContain("tokens", (await ReadAsync(await embedded.Client.GetAsync("/privacy"))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_say_who_to_ask_and_how_long_things_are_kept()
    {
        using var folder = new TestFolder();
        await using var host = await BotHost.StartAsync(
            folder, settings: [("Web:Operator", "Library <of> Norrland"), ("Web:Contact", "privacy+qabot@example.org"), ("Bot:ForgetAfter", "7.00:00:00"), ("Bot:KeepReplies", "00:01:00")]);

        var page = await ReadAsync(await host.Client.GetAsync("/privacy"));
        var text = page.QuerySelector("main")!.TextContent;

        Assert.Contains("run by Library <of> Norrland.", text, StringComparison.Ordinal);
        Assert.Equal("mailto:privacy%2Bqabot@example.org", page.QuerySelector("main a")!.GetAttribute("href"));
        Assert.Contains("for 7 days", text, StringComparison.Ordinal);
        Assert.Contains("up to 1 minute ", text, StringComparison.Ordinal);
        Assert.Contains("until the conversation is not used for 2 hours", text, StringComparison.Ordinal);
        Assert.Contains("No language model is used", text, StringComparison.Ordinal);
        Assert.Contains("Library <of> Norrland", (await ReadAsync(await host.Client.GetAsync("/terms"))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_gets_the_questions_is_named()
    {
        using var folder = new TestFolder();
        await using var host = await BotHost.StartAsync(folder, new ScriptedModel((_, _) => Task.FromResult("Nothing.")), [("Web:Contact", "https://example.org/help?a=1&b=2")]);

        var page = await ReadAsync(await host.Client.GetAsync("/privacy"));
        var text = page.QuerySelector("main")!.TextContent;

        Assert.DoesNotContain("No language model is used", text, StringComparison.Ordinal);
        Assert.Contains("are sent to", text, StringComparison.Ordinal);
        Assert.Contains("whoever runs this QaBot", text, StringComparison.Ordinal);
        Assert.Equal("https://example.org/help?a=1&b=2", page.QuerySelector("main a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("30.00:00:00", "30 days")]
    [InlineData("1.00:00:00", "1 day")]
    [InlineData("1.12:00:00", "36 hours")]
    [InlineData("02:00:00", "2 hours")]
    [InlineData("00:01:30", "90 seconds")]
    [InlineData("00:00:00.1", "1 second")]
    [InlineData("00:00:00", "0 seconds")]
    public void Times_are_said_in_words(string time, string expected) =>
        Assert.Equal(expected, PrivacyModel.InWords(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));

    private static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response)
    {
        using (response)
            return await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStreamAsync());
    }

    private static async Task<HttpResponseMessage> GetAsync(BotHost host, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await host.Client.SendAsync(request);
    }
}
