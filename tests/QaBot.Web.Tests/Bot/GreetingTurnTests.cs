using Newtonsoft.Json.Linq;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot;

public sealed class GreetingTurnTests : IAsyncLifetime
{
    private FakeConnector _connector = null!;

    public async Task InitializeAsync() => _connector = await FakeConnector.StartAsync();

    public async Task DisposeAsync() => await _connector.DisposeAsync();

    [Fact]
    public async Task A_user_who_joins_is_greeted_with_three_questions()
    {
        using var folder = new TestFolder().WithSeeds();
        await using var host = await BotHost.StartAsync(folder);

        (await host.PostAsync(Activities.Joined(_connector.Url, "user", "bot"))).Dispose();

        var greeting = await _connector.NextMessageAsync();
        Assert.Contains("QaBot", (string?)greeting["text"], StringComparison.Ordinal);
        Assert.Contains("5 articles", (string?)greeting["text"], StringComparison.Ordinal);
        Assert.Equal(3, Questions(greeting).Count);
        Assert.All(greeting["suggestedActions"]!["actions"]!, action => Assert.Equal("imBack", (string?)action["type"]));
        foreach (var question in Questions(greeting))
        {
            var reply = Assert.Single(await host.AskAsync(Activities.Message(question, _connector.Url)));
            Assert.DoesNotContain("don't say", (string?)reply["text"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_bot_itself_is_not_greeted()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder);

        (await host.PostAsync(Activities.Joined(_connector.Url, "bot"))).Dispose();
        await host.StopAsync();

        Assert.Empty(_connector.Attempts);
    }

    [Fact]
    public async Task Configured_questions_are_offered_only_when_the_articles_answer_them()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder, settings:
        [
            ("Bot:ExampleQuestions:0", "How many pages of US evidence did Mexico publish?"),
            ("Bot:ExampleQuestions:1", "When was the lighthouse of Norrland built?"),
        ]);

        var greeting = Assert.Single(await host.AskAsync(Activities.Joined(_connector.Url, "user")));

        var questions = Questions(greeting);
        Assert.Equal("When was the lighthouse of Norrland built?", questions[0]);
        Assert.DoesNotContain(questions, question => question.Contains("Mexico", StringComparison.Ordinal));
        Assert.Equal(3, questions.Count);
    }

    [Fact]
    public async Task A_greeting_asks_no_model()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        var asked = 0;
        await using var host = await BotHost.StartAsync(
            folder,
            new ScriptedModel((_, _) => Task.FromResult($"It was built in 1874 [{Interlocked.Increment(ref asked)}].")),
            ("Bot:ExampleQuestions:0", "When was the lighthouse of Norrland built?"));

        var greeting = Assert.Single(await host.AskAsync(Activities.Joined(_connector.Url, "user")));

        Assert.Equal("When was the lighthouse of Norrland built?", Questions(greeting)[0]);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task A_joining_that_is_delivered_again_is_greeted_once()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder);
        var joined = Activities.Joined(_connector.Url, "user");

        (await host.PostAsync(joined)).Dispose();
        (await host.PostAsync(joined)).Dispose();
        await host.StopAsync();

        Assert.Single(_connector.Rest());
    }

    [Fact]
    public async Task Without_articles_the_greeting_says_so()
    {
        using var folder = new TestFolder();
        await using var host = await BotHost.StartAsync(folder);

        var greeting = Assert.Single(await host.AskAsync(Activities.Joined(_connector.Url, "user")));

        Assert.Contains("none to answer from", (string?)greeting["text"], StringComparison.Ordinal);
        Assert.Null(greeting["suggestedActions"]);
    }

    private static List<string> Questions(JObject greeting) =>
        [.. greeting["suggestedActions"]!["actions"]!.Select(action => (string)action["value"]!)];
}
