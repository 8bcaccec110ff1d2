using System.Globalization;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using QaBot.Web.Bot.Workbench;

namespace QaBot.Web.Tests.Bot.Workbench;

public sealed class ConversationRecordingsTests
{
    private readonly ConversationRecordings _recordings = new(new FakeTimeProvider(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero)));

    [Fact]
    public void Every_activity_has_what_the_Emulator_looks_for()
    {
        _recordings.Receive(Message("hello", "1"));
        _recordings.Send(new Activity { Type = "message", Text = "hi", ChannelId = "emulator", Conversation = new ConversationAccount(id: "c") });

        var activities = _recordings.Read(Message("", "2")).Activities;

        Assert.Equal(["hello", "hi"], activities.Select(activity => (string?)activity["text"]));
        Assert.Equal(["user", "bot"], activities.Select(activity => (string?)activity["from"]!["role"]));
        Assert.Equal(["bot", "user"], activities.Select(activity => (string?)activity["recipient"]!["role"]));
        Assert.All(activities, activity => Assert.Equal("2026-05-04T03:02:01.000Z", (string?)activity["timestamp"]));
        Assert.All(activities, activity => Assert.NotEmpty((string)activity["id"]!));
        Assert.All(activities, activity => Assert.Equal("c", (string?)activity["conversation"]!["id"]));
    }

    [Fact]
    public void A_message_is_recorded_once_however_many_turns_it_runs_through()
    {
        var withId = Message("one", "1");
        var withoutId = Message("two", null);

        foreach (var activity in new[] { withId, withoutId, withId, withoutId, Message("one", "1") })
            _recordings.Receive(activity);

        Assert.Equal(["one", "two"], Texts());
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("invoke")]
    [InlineData("invokeResponse")]
    [InlineData("delay")]
    public void What_is_over_when_the_answer_is_there_is_left_out(string type)
    {
        var activity = Message("text", "1");
        activity.Type = type;
        _recordings.Receive(activity);
        _recordings.Send(activity);

        Assert.Empty(_recordings.Read(activity).Activities);
    }

    [Fact]
    public void An_update_takes_the_place_of_what_it_updates()
    {
        foreach (var (text, id) in new[] { ("draft", "1"), ("other", "2"), ("final", "1") })
            _recordings.Send(Message(text, id));

        Assert.Equal(["final", "other"], Texts());
    }

    [Fact]
    public void The_oldest_is_dropped_and_counted_when_there_is_too_much()
    {
        for (var i = 0; i < 510; i++)
            _recordings.Receive(Message(i.ToString(CultureInfo.InvariantCulture), $"id{i}"));
        Assert.Equal((10, "10"), (_recordings.Read(Message("", null)).Dropped, Texts()[0]));

        for (var i = 0; i < 3; i++)
            _recordings.Receive(Message(new string('x', 600_000), $"long{i}"));
        Assert.Single(_recordings.Read(Message("", null)).Activities);
    }

    [Fact]
    public void Conversations_that_were_not_used_for_longest_are_forgotten()
    {
        for (var i = 0; i < 20; i++)
        {
            _recordings.Receive(Message("kept", $"id{i}", "used"));
            _recordings.Receive(Message("text", $"id{i}", $"c{i}"));
        }

        Assert.Empty(_recordings.Read(Message("", null, "c0")).Activities);
        Assert.NotEmpty(_recordings.Read(Message("", null, "c19")).Activities);
        Assert.Equal(20, _recordings.Read(Message("", null, "used")).Activities.Count);
    }

    [Fact]
    public void Values_come_back_letter_by_letter()
    {
        var trace = Message("", "1");
        (trace.Type, trace.Value) = ("trace", new JObject { ["at"] = "2026-01-01T00:00:00+02:00", ["html"] = "</script><b>" });
        _recordings.Send(trace);

        var value = Assert.Single(_recordings.Read(trace).Activities)["value"]!;
        Assert.Equal("2026-01-01T00:00:00+02:00", (string?)value["at"]);
        Assert.Equal("</script><b>", (string?)value["html"]);
    }

    private List<string?> Texts() => [.. _recordings.Read(Message("", null)).Activities.Select(activity => (string?)activity["text"])];

    private static Activity Message(string text, string? id, string conversation = "c") => new()
    {
        Type = "message",
        Id = id,
        Text = text,
        ChannelId = "emulator",
        Conversation = new ConversationAccount(id: conversation),
        From = new ChannelAccount("a"),
        Recipient = new ChannelAccount("b"),
    };
}
