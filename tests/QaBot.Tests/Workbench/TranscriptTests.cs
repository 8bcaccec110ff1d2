using System.Text.Json.Nodes;
using QaBot.Workbench;

namespace QaBot.Tests.Workbench;

public sealed class TranscriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qabot-transcript").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_transcript_is_an_array_of_activities_that_name_who_speaks_to_whom()
    {
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(1));
        var asked = Transcript.Message("c|livechat", "1", isFromBot: false, "Who?", time);
        var replied = Transcript.Message("c|livechat", "2", isFromBot: true, "He. [1]", time, replyTo: "1");

        var file = await Transcript.WriteAsync(_folder, "chat 1/../../x", [asked, replied]);

        Assert.Equal(Path.Combine(_folder, "transcripts", "chat-1-------x.transcript"), file);
        var activities = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsArray();
        Assert.Equal([("message", "emulator", "user", "bot", "Who?", null), ("message", "emulator", "bot", "user", "He. [1]", "1")], activities.Select(activity => (
            (string)activity!["type"]!, (string)activity["channelId"]!, (string)activity["from"]!["role"]!, (string)activity["recipient"]!["role"]!, (string)activity["text"]!, (string?)activity["replyToId"])));
        Assert.All(activities, activity => Assert.Equal(("c|livechat", "2026-01-02T02:04:05.678Z"), ((string)activity!["conversation"]!["id"]!, (string)activity["timestamp"]!)));
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task A_later_transcript_of_the_same_name_takes_the_place_of_the_earlier()
    {
        await Transcript.WriteAsync(_folder, "chat", [Transcript.Message("c", "1", isFromBot: false, "Who?", DateTimeOffset.UnixEpoch)]);

        var file = await Transcript.WriteAsync(_folder, "chat", []);

        Assert.Empty(JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsArray());
    }
}
