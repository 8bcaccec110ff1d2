using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Transcripts;

/// <summary>
/// Replays the conversations of this folder: what the user says in them is posted as it stands there, and what the bot sends must be what stands there.
/// They are what each channel gets; the Emulator opens them.
/// </summary>
/// <remarks>
/// After a change of what the bot says they are recorded anew, and reviewed as a difference, by running these tests with the environment variable
/// <c>QABOT_TRANSCRIPTS=record</c>. A new conversation begins as a file with the user's activities only. Those of "emulator-*" run with the prompt
/// workbench as it is by default, the others without it, as users have it.
/// </remarks>
public sealed class TranscriptTests
{
    private static readonly bool s_isRecording = Environment.GetEnvironmentVariable("QABOT_TRANSCRIPTS") == "record";

    public static TheoryData<string> Names => new(TranscriptFile.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_bot_says_what_the_transcript_says(string name)
    {
        var file = new TranscriptFile(name);
        var expected = file.Read();

        var actual = await ReplayAsync(expected, isForDevelopers: name.StartsWith("emulator-", StringComparison.Ordinal));

        if (s_isRecording)
            file.Write(actual);
        foreach (var (turn, now) in file.Read().Zip(actual))
            Assert.Equal(Text(turn), Text(now));
    }

    private static async Task<IReadOnlyList<TranscriptTurn>> ReplayAsync(IReadOnlyList<TranscriptTurn> turns, bool isForDevelopers)
    {
        using var folder = new TestFolder().WithSeeds();
        await using var connector = await FakeConnector.StartAsync();
        await using var host = await BotHost.StartAsync(folder, settings: [("Bot:Workbench", isForDevelopers ? "Auto" : "Off"), ("Bot:FollowUpTime", "00:00:02")]);
        using var ends = TurnEnds.Of(host);
        var replayed = new List<TranscriptTurn>();
        var number = 0;
        foreach (var turn in turns)
        {
            var activity = (JObject)turn.Sent.DeepClone();
            activity["serviceUrl"] = connector.Url;
            using var response = await host.PostAsync(activity);
            response.EnsureSuccessStatusCode();
            await ends.WaitAsync((string?)activity["type"] is "message" or "conversationUpdate" ? 2 : 1);
            replayed.Add(new TranscriptTurn(turn.Sent, [.. connector.Rest().Where(sent => (string?)sent["type"] != "typing").Select(sent => StableActivity.Of(sent, ++number))]));
        }

        return replayed;
    }

    private static string Text(TranscriptTurn turn) => $"{(string?)turn.Sent["text"]}\n{new JArray(turn.Replies).ToString(Formatting.Indented)}";
}
