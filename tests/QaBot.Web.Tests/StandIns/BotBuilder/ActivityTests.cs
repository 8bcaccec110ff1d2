using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.StandIns.BotBuilder;

public class ActivityTests
{
    private static readonly JsonSerializerSettings _withoutNulls = new() { NullValueHandling = NullValueHandling.Ignore };

    [Fact]
    public void What_the_type_does_not_know_survives_a_round_trip()
    {
        const string Wire = """
            {"type":"message","id":"1","text":"hi","novel":{"a":[1,2]},
             "from":{"id":"u","name":"User","email":"u@example.org"},
             "conversation":{"id":"c","isGroup":true,"topic":"t"},
             "entities":[{"type":"clientInfo","country":"US"}],
             "attachments":[{"contentType":"text/plain","content":{"x":1},"extra":"y"}],
             "channelData":{"clientActivityID":"42"}}
            """;

        var activity = JsonConvert.DeserializeObject<Activity>(Wire)!;
        var again = JObject.Parse(JsonConvert.SerializeObject(activity, _withoutNulls));

        Assert.True(JToken.DeepEquals(JObject.Parse(Wire), again), again.ToString());
        Assert.Equal(2, activity.Properties["novel"]!["a"]![1]);
        Assert.Equal("US", activity.Entities[0].Properties.Value<string>("country"));
        Assert.Equal("u@example.org", activity.From.Properties.Value<string>("email"));
    }

    [Fact]
    public void Names_are_camel_case_and_only_nulls_are_left_out()
    {
        var activity = new Activity(ActivityTypes.Message)
        {
            ServiceUrl = "http://x",
            ReplyToId = "r",
            Text = "",
            SuggestedActions = new SuggestedActions { Actions = [new CardAction(ActionTypes.ImBack, "Title", value: "v")] },
            Timestamp = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
        };

        var json = JsonConvert.SerializeObject(activity, _withoutNulls);

        Assert.True(JToken.DeepEquals(
            JObject.Parse("""
                {"type":"message","timestamp":"2025-01-02T03:04:05+02:00","serviceUrl":"http://x","replyToId":"r","text":"",
                 "suggestedActions":{"actions":[{"type":"imBack","title":"Title","value":"v"}]}}
                """),
            JObject.Parse(json)));
    }

    [Fact]
    public void A_reply_goes_back_to_where_the_activity_came_from()
    {
        var reply = Incoming().CreateReply("answer");

        Assert.Equal(ActivityTypes.Message, reply.Type);
        Assert.Equal("answer", reply.Text);
        Assert.Equal(("bot", "user"), (reply.From.Id, reply.Recipient.Id));
        Assert.Equal(("a1", "c1", "test", "http://connector"), (reply.ReplyToId, reply.Conversation.Id, reply.ChannelId, reply.ServiceUrl));
        Assert.Equal("en", reply.Locale);
        Assert.Empty(reply.Attachments);
        Assert.Empty(reply.Entities);
    }

    [Fact]
    public void A_conversation_reference_addresses_another_activity()
    {
        var outgoing = new Activity(ActivityTypes.Message).ApplyConversationReference(Incoming().GetConversationReference());

        Assert.Equal(("bot", "user", "a1"), (outgoing.From.Id, outgoing.Recipient.Id, outgoing.ReplyToId));
        Assert.Null(outgoing.Id);
    }

    [Theory]
    [InlineData("test", "a1")]
    [InlineData("webchat", null)]
    [InlineData("directline", null)]
    public void A_conversation_update_of_direct_line_is_nothing_to_reply_to(string channel, string? activityId)
    {
        var update = Incoming();
        update.Type = ActivityTypes.ConversationUpdate;
        update.ChannelId = channel;

        Assert.Equal(activityId, update.GetConversationReference().ActivityId);
    }

    [Fact]
    public void A_continuation_is_an_event_of_the_same_conversation_with_an_id_of_its_own()
    {
        var reference = Incoming().GetConversationReference();

        var continuation = reference.GetContinuationActivity();

        Assert.Equal((ActivityTypes.Event, "ContinueConversation"), (continuation.Type, continuation.Name));
        Assert.Equal(("user", "bot", "c1"), (continuation.From.Id, continuation.Recipient.Id, continuation.Conversation.Id));
        Assert.NotEqual("a1", continuation.Id);
        Assert.NotEmpty(continuation.Id);
    }

    [Fact]
    public void Mentions_are_read_from_the_entities_of_that_type()
    {
        var activity = Incoming();
        activity.Entities = [new Entity(), new Entity("clientInfo")];
        activity.Entities[0].SetAs(new Mention { Mentioned = new ChannelAccount("bot", "Bot"), Text = "<at>Bot</at>" });

        var mention = Assert.Single(activity.GetMentions());

        Assert.Equal("mention", activity.Entities[0].Type);
        Assert.Equal(("bot", "Bot", "<at>Bot</at>"), (mention.Mentioned.Id, mention.Mentioned.Name, mention.Text));
    }

    [Fact]
    public void An_activity_is_seen_as_its_own_kind_only()
    {
        var activity = new Activity("message/custom");

        Assert.Same(activity, activity.AsMessageActivity());
        Assert.Null(activity.AsEventActivity());
        Assert.Null(new Activity("messages").AsMessageActivity());
    }

    private static Activity Incoming() => new(ActivityTypes.Message)
    {
        Id = "a1",
        ChannelId = "test",
        ServiceUrl = "http://connector",
        Locale = "en",
        From = new ChannelAccount("user", "User"),
        Recipient = new ChannelAccount("bot", "Bot"),
        Conversation = new ConversationAccount(id: "c1"),
    };
}
