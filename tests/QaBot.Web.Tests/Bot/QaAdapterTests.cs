using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Moq;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot;

public sealed class QaAdapterTests
{
    [Fact]
    public async Task A_turn_that_fails_ends_in_an_apology_and_not_in_an_error_of_the_request()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var connector = await FakeConnector.StartAsync();
        await using var host = await BotHost.StartWithAsync(folder, services => services.Replace(ServiceDescriptor.Singleton(Failing())));

        using var response = await host.PostAsync(Activities.Message("private words", connector.Url));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Sorry", (string?)(await connector.NextMessageAsync())["text"], StringComparison.Ordinal);
        Assert.Contains(host.Log.All, line => line.Contains(nameof(UnauthorizedAccessException), StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.All, line => line.Contains("private words", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_apology_that_cannot_be_sent_is_no_error_of_the_request_either()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var connector = await FakeConnector.StartAsync();
        connector.Decide = (_, _) => Task.FromResult(403);
        await using var host = await BotHost.StartWithAsync(folder, services => services.Replace(ServiceDescriptor.Singleton(Failing())));

        using var response = await host.PostAsync(Activities.Message("private words", connector.Url));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(connector.Attempts);
    }

    private static IBot Failing()
    {
        var bot = new Mock<IBot>();
        bot.Setup(failing => failing.OnTurnAsync(It.IsAny<ITurnContext>(), It.IsAny<CancellationToken>()))
            .Returns<ITurnContext, CancellationToken>((turn, _) => throw new UnauthorizedAccessException(turn.Activity.Text));
        return bot.Object;
    }
}
