using Newtonsoft.Json.Linq;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot;

public sealed class TokenBudgetTests
{
    [Fact]
    public async Task Each_user_of_each_channel_has_a_budget_and_those_without_an_id_share_one()
    {
        var asked = 0;
        var model = new ScriptedModel((_, _) =>
        {
            Interlocked.Increment(ref asked);
            return Task.FromResult("The lighthouse of Norrland was built in 1874. [1]");
        });
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder, model, ("Models:Chat:TokensPerUserAndDay", "1"));

        await AskAsync("ada", expected: 1);
        await AskAsync("ada", expected: 1);
        await AskAsync("bob", expected: 2);
        await AskAsync("ada", expected: 3, channel: "msteams");
        await AskAsync(null, expected: 4);
        await AskAsync(null, expected: 4);

        async Task AskAsync(string? user, int expected, string channel = "emulator")
        {
            var question = Activities.Message("When was the lighthouse of Norrland built?", "http://127.0.0.1:1");
            question["channelId"] = channel;
            question["from"] = user is null ? new JObject() : new JObject { ["id"] = user };
            Assert.NotEmpty(await host.AskAsync(question));
            Assert.Equal(expected, asked);
        }
    }
}
