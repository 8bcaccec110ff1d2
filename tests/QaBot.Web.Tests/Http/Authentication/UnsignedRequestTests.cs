using System.Net;

namespace QaBot.Web.Tests.Http.Authentication;

public sealed class UnsignedRequestTests
{
    [Fact]
    public async Task Forwarded_requests_are_served_when_everyone_is_allowed()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder, settings: ("Bot:AllowAnonymous", "true"));
        var activity = Activities.Message("Hello", "http://127.0.0.1:9");
        activity["type"] = "event";

        using var response = await host.PostAsync(activity.ToString(), headers: [("X-Forwarded-For", "203.0.113.7")]);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("Bearer")]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task With_an_app_id_a_request_without_a_good_token_is_unauthorized(string? header)
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder, settings: [("MicrosoftAppId", Guid.NewGuid().ToString()), ("MicrosoftAppPassword", "secret")]);

        using var response = await host.PostAsync(
            Activities.Message("Hello", "http://127.0.0.1:9").ToString(), headers: header is null ? [] : [("Authorization", header)]);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("token", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://203.0.113.7:3979/_connector")]
    [InlineData("https://smba.trafficmanager.net/amer/")]
    [InlineData("http://localhost.example/")]
    [InlineData("http://127.0.0.1.example/")]
    [InlineData("http://127.0.0.1@203.0.113.7/")]
    [InlineData("http://localhost:80@203.0.113.7/")]
    [InlineData("http://127.0.0.1.nip.io/")]
    [InlineData("http://localhost.evil.example/")]
    [InlineData("http://0.0.0.0:3979/")]
    [InlineData("http://[::]:3979/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::ffff:203.0.113.7]/")]
    [InlineData("http://[2001:db8::1]/")]
    public async Task Without_an_app_id_nothing_is_sent_to_another_machine(string serviceUrl)
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder);

        using var response = await host.PostAsync(Activities.Message("When was the lighthouse built?", serviceUrl));
        var problem = await response.Content.ReadAsStringAsync();
        await host.StopAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("serviceUrl", problem, StringComparison.Ordinal);
        Assert.Contains("Bot:AllowAnonymous", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Log.All, line => line.Contains(serviceUrl, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_address_that_stands_twice_in_the_body_is_refused()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder);
        var body = Activities.Message("When was the lighthouse built?", "https://elsewhere.example/").ToString()
            .Insert(1, "\"serviceUrl\":\"http://127.0.0.1:9/\",\"ServiceUrl\":\"http://127.0.0.1:9/\",");

        using var response = await host.PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("two values of one name", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_replies_are_in_the_response_the_address_does_not_matter()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder);

        var replies = await host.AskAsync(Activities.Message("When was the lighthouse built?", "https://elsewhere.example/"));

        Assert.Contains(replies, reply => ((string?)reply["text"])?.Contains("1874", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Programs_of_this_machine_are_replied_to(string name)
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var connector = await FakeConnector.StartAsync();
        await using var host = await BotHost.StartAsync(folder);

        (await host.PostAsync(Activities.Message("When was the lighthouse built?", connector.Url.Replace("127.0.0.1", name, StringComparison.Ordinal)))).Dispose();

        Assert.Contains("1874", (string?)(await connector.NextMessageAsync())["text"], StringComparison.Ordinal);
        Assert.All(connector.Authorizations, Assert.Empty);
    }
}
