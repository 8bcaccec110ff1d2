using Newtonsoft.Json.Linq;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot.Workbench;

public sealed class TraceTests
{
    /// <summary>The style in front of the claim is not in the sources, which asks for a repair.</summary>
    private static readonly string[] s_steps = ["query", "passages", "gate", "prompt", "draft", "repair", "claims", "timings"];

    [Fact]
    public async Task In_the_Emulator_the_steps_of_an_answer_follow_its_reply_in_their_order()
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());

        (await bench.Host.PostAsync(Activities.Message(Bench.Question, bench.Connector.Url, id: "q1"))).Dispose();
        var reply = await bench.Connector.NextMessageAsync();
        var traces = new List<JObject>();
        foreach (var _ in s_steps)
            traces.Add(await bench.Connector.NextAsync());
        await bench.Host.StopAsync();

        Assert.Contains("1874", (string?)reply["text"], StringComparison.Ordinal);
        Assert.Equal(s_steps, traces.Select(trace => (string?)trace["name"]));
        Assert.All(traces, trace =>
        {
            Assert.Equal("trace", (string?)trace["type"]);
            Assert.Equal($"urn:qabot:trace:{trace["name"]}", (string?)trace["valueType"]);
            Assert.NotEmpty((string)trace["label"]!);
            Assert.NotEmpty(Assert.IsType<JObject>(trace["value"]).Properties());
            Assert.Equal("q1", (string?)trace["replyToId"]);
        });
        Assert.Empty(bench.Connector.Rest());
    }

    [Fact]
    public async Task They_hold_the_prompt_as_it_was_sent_and_what_the_model_wrote()
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());

        var replies = await bench.SendAsync(Bench.Question, "emulator");

        Assert.Equal(["message", .. s_steps.Select(_ => "trace")], replies.Select(reply => (string?)reply["type"]));
        Assert.Contains("The lighthouse of Norrland was built in 1874.", ValueOf(replies, "prompt"), StringComparison.Ordinal);
        Assert.Contains("AnswerQuestion: it was built in 1874 [1].", ValueOf(replies, "draft"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traces_that_the_channel_does_not_take_cost_nothing_but_themselves()
    {
        await using var bench = await Bench.StartAsync(settings: ("Bot:SendAttempts", "1"));
        bench.Connector.Decide = (activity, _) => Task.FromResult((string?)activity["type"] == "trace" ? 500 : 200);

        foreach (var id in new[] { "q1", "q2" })
            (await bench.Host.PostAsync(Activities.Message(Bench.Question, bench.Connector.Url, id))).Dispose();

        Assert.Equal("q1", (string?)(await bench.Connector.NextMessageAsync())["replyToId"]);
        Assert.Equal("q2", (string?)(await bench.Connector.NextMessageAsync())["replyToId"]);
        await bench.Host.StopAsync();
        Assert.DoesNotContain(bench.Host.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("msteams")]
    [InlineData("webchat")]
    public async Task Where_there_are_no_traces_the_steps_are_a_card_once_they_are_asked_for(string channel)
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());

        Assert.Single(await bench.SendAsync(Bench.Question, channel));
        await bench.SendAsync("/trace on", channel);
        var replies = await bench.SendAsync(Bench.Question, channel);
        await bench.SendAsync("/trace off", channel);

        Assert.Equal(["message", "message"], replies.Select(reply => (string?)reply["type"]));
        var card = Assert.Single(replies[1]["attachments"]!)["content"]!;
        var steps = card.SelectTokens("$.body[?(@.type == 'Container')]").ToList();
        Assert.Equal(s_steps, steps.Select(step => (string?)step["id"]));
        Assert.All(steps, step => Assert.False((bool)step["isVisible"]!));
        Assert.Equal(s_steps, card.SelectTokens("$.body[?(@.type == 'ActionSet')].actions[*]").Select(action => (string?)action["targetElements"]!.Single(target => target.Type == JTokenType.String)));
        Assert.Single(await bench.SendAsync(Bench.Question, channel));
    }

    [Fact]
    public async Task Channels_without_cards_get_the_steps_as_text()
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());

        await bench.SendAsync("/trace on", "telegram");
        var replies = await bench.SendAsync(Bench.Question, "telegram");

        Assert.Null(replies[1]["attachments"]);
        Assert.Contains("1874", (string?)replies[1]["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_prompt_does_not_make_a_card_that_a_channel_refuses()
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());
        bench.WritePrompt("Short", string.Join("\n  ", Enumerable.Range(0, 3000).Select(i => $"Line {i} of a long prompt.")));

        await bench.SendAsync("/prompt Short");
        await bench.SendAsync("/trace on");
        var replies = await bench.SendAsync(Bench.Question);

        Assert.InRange(replies[1]["attachments"]![0]!["content"]!.ToString(Newtonsoft.Json.Formatting.None).Length, 100, 28_000);
    }

    [Fact]
    public async Task What_the_question_and_the_model_hold_becomes_no_link_and_no_HTML_in_the_steps()
    {
        const string hostile = "[click](https://evil.example) <img src=x> ![x](https://evil.example/x)";
        await using var bench = await Bench.StartAsync(new ScriptedModel((_, _) => Task.FromResult($"It was built in 1874 {hostile} [1].")));

        foreach (var channel in new[] { "msteams", "telegram" })
        {
            await bench.SendAsync("/trace on", channel, channel);
            foreach (var reply in await bench.SendAsync($"{Bench.Question} {hostile}", channel, channel))
                AssertHarmless(reply);
            AssertHarmless((await bench.SendAsync("/why", channel, channel))[0]);
            AssertHarmless((await bench.SendAsync("/sources", channel, channel))[0]);
            AssertHarmless((await bench.SendAsync($"/{hostile}", channel, channel))[0]);
            AssertHarmless((await bench.SendAsync($"/prompt {hostile}", channel, channel))[0]);
        }
    }

    /// <summary>Looks at what clients read as Markdown: the text of a message and of the text blocks of its cards.</summary>
    internal static void AssertHarmless(JObject message)
    {
        var blocks = message.SelectTokens("$.attachments[*].content..[?(@.type == 'TextBlock')].text").Select(text => (string?)text);
        foreach (var markdown in blocks.Append((string?)message["text"]).OfType<string>())
        {
            Assert.DoesNotMatch(@"(?<!\\)\]\(", markdown);
            Assert.DoesNotMatch("<(?=[a-zA-Z])", markdown);
        }
    }

    private static string ValueOf(IEnumerable<JObject> replies, string name) =>
        replies.Single(reply => (string?)reply["name"] == name)["value"]!.ToString(Newtonsoft.Json.Formatting.None);
}
