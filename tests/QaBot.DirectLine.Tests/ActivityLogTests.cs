using System.Text.Json.Nodes;

namespace QaBot.DirectLine.Tests;

public sealed class ActivityLogTests
{
    [Fact]
    public void The_oldest_go_when_there_are_too_many()
    {
        var log = new ActivityLog(keptActivities: 3, keptBytes: 1_000_000);

        for (var i = 1; i <= 5; i++)
            log.Append(Activity($"{i}"));

        Assert.Equal(["3", "4", "5"], Ids(log, 0));
        Assert.Equal(["5"], Ids(log, 4));
    }

    [Fact]
    public void The_oldest_go_when_they_are_too_large_but_never_the_newest()
    {
        var log = new ActivityLog(keptActivities: 100, keptBytes: 1000);
        log.Append(Activity("1", text: new string('x', 600)));
        log.Append(Activity("2", text: new string('x', 600)));
        Assert.Equal(["2"], Ids(log, 0));

        log.Append(Activity("3", text: new string('x', 5000)));
        Assert.Equal(["3"], Ids(log, 0));

        log.Append(Activity("4"));
        log.Append(Activity("5"));
        Assert.Equal(["4", "5"], Ids(log, 0));
    }

    [Fact]
    public void What_replaces_leaves_room()
    {
        var log = new ActivityLog(keptActivities: 100, keptBytes: 1500);

        log.Append(Activity("1"));
        for (var i = 0; i < 20; i++)
            log.Append(Activity("2", text: new string('x', 600)));

        Assert.Equal(["1", "2"], Ids(log, 0));
    }

    [Fact]
    public async Task A_reader_hears_of_what_comes_after_its_page()
    {
        var log = new ActivityLog(10, 1000);
        log.Append(Activity("1"));
        var page = log.Read(0, out var grown);
        Assert.False(grown.IsCompleted);

        log.Append(Activity("2"));

        await grown;
        Assert.Equal(["2"], Ids(log, page.Watermark));
    }

    [Fact]
    public void A_watermark_from_the_future_counts_as_the_newest()
    {
        var log = new ActivityLog(10, 1000);
        log.Append(Activity("1"));

        Assert.Equal(1, log.Read(77, out _).Watermark);
    }

    [Fact]
    public void Typing_is_over_with_the_senders_message()
    {
        var log = new ActivityLog(100, 1_000_000);
        log.Append(Activity("1", "typing", sender: "user"));
        log.Append(Activity("2", "typing", sender: "bot"));
        log.Append(Activity("3", sender: "bot"));

        Assert.Equal(["1", "3"], Ids(log, 0));
    }

    [Fact]
    public void Only_its_own_end_ends_a_stream()
    {
        var log = new ActivityLog(100, 1_000_000);
        log.Append(Activity("1", "typing", stream: ("informative", null)));
        log.Append(Activity("2", "typing", stream: ("streaming", "1")));
        log.Append(Activity("3"));
        log.Append(Activity("4", stream: ("final", "other")));
        Assert.Equal(["1", "2", "3", "4"], Ids(log, 0));

        log.Append(Activity("5", stream: ("final", "1")));
        Assert.Equal(["3", "4", "5"], Ids(log, 0));
    }

    [Fact]
    public void A_piece_that_comes_after_the_end_of_its_stream_is_left_out()
    {
        var log = new ActivityLog(100, 1_000_000);
        log.Append(Activity("1", "typing", stream: ("informative", null)));
        log.Append(Activity("2", stream: ("final", "1")));
        log.Append(Activity("3", "typing", stream: ("streaming", "1")));
        log.Append(Activity("4", "typing", stream: ("streaming", "other")));
        log.Append(Activity("5", "typing"));

        Assert.Equal(["2", "4", "5"], Ids(log, 0));
    }

    private static string[] Ids(ActivityLog log, long watermark) => [.. log.Read(watermark, out _).Activities.Select(activity => activity.Id)];

    private static JsonObject Activity(string id, string type = "message", string sender = "bot", string text = "", (string Type, string? Id)? stream = null)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["timestamp"] = "2026-01-01T00:00:00.000Z", ["from"] = new JsonObject { ["id"] = sender }, ["text"] = text };
        if (stream is { } part)
            activity["channelData"] = new JsonObject { ["streamType"] = part.Type, ["streamId"] = part.Id };
        return activity;
    }
}
