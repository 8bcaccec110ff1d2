using System.Net;

namespace QaBot.Web.Tests.Http;

public sealed class AuthenticationTests
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
}
