using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Web.Bot;

namespace QaBot.Web.Tests.Bot;

public sealed class MessageTextTests
{
    [Fact]
    public void Mentions_of_the_bot_are_no_part_of_what_was_written_and_those_of_others_are()
    {
        var activity = Message("<at>QaBot</at> ask <at>Ana</at>, <AT>QaBot</AT>", Mention("bot", "<at>QaBot</at>"), Mention("ana", "<at>Ana</at>"), Mention("bot", "<at>QaBot</at>"));

        Assert.Equal("ask <at>Ana</at>,", MessageText.Of(activity));
    }

    [Fact]
    public void Mentions_that_are_none_are_passed_over()
    {
        var activity = Message("question", null, new Entity { Type = "mention" }, Mention("bot", ""), new Entity { Type = "mention", Properties = new JObject { ["mentioned"] = 5 } });

        Assert.Equal("question", MessageText.Of(activity));
    }

    [Fact]
    public void A_flood_of_mentions_is_not_looked_for_to_its_end()
    {
        var names = Enumerable.Range(100, 5000).Select(i => $"<at>{i}</at>").ToArray();

        var text = MessageText.Of(Message(string.Join(' ', names), [.. names.Select(name => Mention("bot", name))]));

        Assert.StartsWith("<at>120</at>", text, StringComparison.Ordinal);
        Assert.EndsWith("<at>5099</at>", text, StringComparison.Ordinal);
    }

    private static Activity Message(string text, params Entity?[] entities) =>
        new() { Type = ActivityTypes.Message, ChannelId = "webchat", Text = text, Recipient = new ChannelAccount("bot"), Entities = [.. entities] };

    private static Entity Mention(string id, string text) =>
        new() { Type = "mention", Properties = new JObject { ["mentioned"] = new JObject { ["id"] = id }, ["text"] = text } };
}
