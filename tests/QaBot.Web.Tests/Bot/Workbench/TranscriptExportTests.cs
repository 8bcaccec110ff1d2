using System.Net;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot.Workbench;

public sealed partial class TranscriptExportTests
{
    [Fact]
    public async Task The_conversation_is_written_as_the_Emulator_opens_it_and_can_be_downloaded()
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());
        await bench.SendAsync(Bench.Question, "emulator");

        var reply = await bench.AskAsync("/export", "emulator");
        using var response = await bench.Host.Client.GetAsync(LinkIn(reply));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var activities = JArray.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(
            ["message", "message", .. Enumerable.Repeat("trace", 8), "message"],
            activities.Select(activity => (string?)activity["type"]));
        Assert.Equal(Bench.Question, (string?)activities[0]["text"]);
        Assert.Contains("1874", (string?)activities[1]["text"], StringComparison.Ordinal);
        Assert.Contains("*Prompt AnswerQuestion ", (string?)activities[1]["text"], StringComparison.Ordinal);
        Assert.Equal("/export", (string?)activities[10]["text"]);
        Assert.All(activities, activity => Assert.NotNull(activity["from"]!["role"]));
        var file = Assert.Single(Directory.GetFiles(bench.Folder.Path, "*.transcript", SearchOption.AllDirectories));
        Assert.Contains(Path.GetFileName(file), reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_was_delivered_late_stands_in_it_once()
    {
        await using var bench = await Bench.StartAsync(settings: ("Bot:SendAttempts", "1"));
        bench.Connector.Decide = (_, _) => Task.FromResult(503);
        (await bench.Host.PostAsync(Activities.Message(Bench.Question, bench.Connector.Url))).Dispose();
        await Wait.UntilAsync(() => bench.Host.Log.All.Any(line => line.Contains("is kept", StringComparison.Ordinal)));
        bench.Connector.Decide = (_, _) => Task.FromResult(200);
        await Wait.UntilAsync(() => bench.Host.Log.All.Any(line => line.Contains("A kept reply was delivered", StringComparison.Ordinal)));

        var activities = JArray.Parse(await bench.Host.Client.GetStringAsync(LinkIn(await bench.AskAsync("/export", "emulator"))));

        Assert.Single(activities, activity => ((string?)activity["text"])?.Contains("1874", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(activities, activity => (string?)activity["type"] == "event");
    }

    [Fact]
    public async Task After_a_restart_it_says_that_what_was_said_before_is_missing()
    {
        await using var bench = await Bench.StartAsync();
        await bench.AskAsync(Bench.Question);
        var before = await bench.AskAsync("/export");
        await bench.RestartAsync();

        var after = await bench.AskAsync("/export");
        var again = await bench.AskAsync("/export");

        Assert.DoesNotContain("earlier", before, StringComparison.Ordinal);
        Assert.Contains("What was said earlier is missing", after, StringComparison.Ordinal);
        Assert.Contains("What was said earlier is missing", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exported_again_it_has_the_same_address_and_other_conversations_have_others()
    {
        await using var bench = await Bench.StartAsync();

        var first = LinkIn(await bench.AskAsync("/export"));
        await bench.AskAsync("/reset");
        await bench.RestartAsync();
        var second = LinkIn(await bench.AskAsync("/export"));
        var other = LinkIn(await bench.AskAsync("/export", conversation: "other"));

        Assert.Equal(first.AbsolutePath, second.AbsolutePath);
        Assert.NotEqual(first.AbsolutePath, other.AbsolutePath);
    }

    [Fact]
    public async Task Nothing_else_of_the_folder_or_beside_it_can_be_read()
    {
        await using var bench = await Bench.StartAsync();
        var link = LinkIn(await bench.AskAsync("/export"));
        var name = Path.GetFileNameWithoutExtension(link.AbsolutePath);
        var file = Assert.Single(Directory.GetFiles(bench.Folder.Path, "*.transcript", SearchOption.AllDirectories));
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(file)!, "secret.transcript"), "[]");

        foreach (var path in new[]
        {
            "secret.transcript", $"{name}", $"{name}.json", $"{name.ToUpperInvariant()}.transcript", $"..%2Ftranscripts%2F{name}.transcript", "..%2Fconversations.db",
            "%2e%2e%2fconversations.db", $"{new string('0', 32)}.transcript", "", $"{name}.transcript%00",
        })
        {
            using var response = await bench.Host.Client.GetAsync($"/transcripts/{path}");
            Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{path}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task It_is_for_this_machine_only()
    {
        await using var bench = await Bench.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, LinkIn(await bench.AskAsync("/export")).AbsolutePath);
        request.Headers.Add("X-Forwarded-For", "203.0.113.1");

        using var response = await bench.Host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Who_is_elsewhere_is_told_neither_an_address_nor_a_folder_of_this_machine()
    {
        await using var bench = await Bench.StartAsync(settings: ("Bot:Workbench", "On"));

        var reply = Assert.Single(await bench.SendAsync("/export", serviceUrl: "https://smba.example/"));

        Assert.StartsWith("Conversation exported: 1 activity.", (string?)reply["text"], StringComparison.Ordinal);
        Assert.DoesNotMatch("127|/transcripts|qabot-web", (string?)reply["text"]);
    }

    [Fact]
    public async Task Where_it_is_off_nothing_is_recorded()
    {
        await using var bench = await Bench.StartAsync(settings: ("Bot:Workbench", "Off"));
        await bench.AskAsync(Bench.Question);
        await bench.AskAsync("/export");

        Assert.Empty(Directory.GetFiles(bench.Folder.Path, "*.transcript", SearchOption.AllDirectories));
    }

    private static Uri LinkIn(string markdown) => new(Link().Match(markdown).Groups[1].Value);

    [GeneratedRegex(@"\]\((http://127\.0\.0\.1:[0-9]+/transcripts/[0-9a-f]{32}\.transcript)\)")]
    private static partial Regex Link();
}
