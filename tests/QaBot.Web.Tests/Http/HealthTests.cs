using System.Net;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http;

public sealed class HealthTests
{
    [Fact]
    public async Task A_host_with_articles_is_ready()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder);

        Assert.Equal("live", (string?)JObject.Parse(await host.Client.GetStringAsync("/health/live"))["status"]);
        Assert.Equal(1, (int)JObject.Parse(await host.Client.GetStringAsync("/health/ready"))["articles"]!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_host_without_articles_says_so_politely_and_recovers_when_one_appears(bool folderExists)
    {
        using var folder = new TestFolder();
        if (folderExists)
            Directory.CreateDirectory(folder.Corpus);
        await using var host = await BotHost.StartAsync(folder);
        await Wait.UntilAsync(async () => (await ReadinessAsync(host)).Reason.Contains(folder.Corpus, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await ReadinessAsync(host)).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health/live")).StatusCode);
        var reply = Assert.Single(await host.AskAsync(Activities.Message("When was the lighthouse built?", "http://127.0.0.1:9")));
        Assert.Contains("no articles", (string?)reply["text"], StringComparison.Ordinal);

        folder.WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");

        await Wait.UntilAsync(async () => (await ReadinessAsync(host)).Status == HttpStatusCode.OK);
        reply = Assert.Single(await host.AskAsync(Activities.Message("When was the lighthouse of Norrland built?", "http://127.0.0.1:9")));
        Assert.Contains("1874", (string?)reply["text"], StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Reason)> ReadinessAsync(BotHost host)
    {
        using var response = await host.Client.GetAsync("/health/ready");
        return (response.StatusCode, (string?)JObject.Parse(await response.Content.ReadAsStringAsync())["reason"] ?? "");
    }
}
