using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot.Workbench;

public sealed partial class CommandTests
{
    [Theory]
    [InlineData("emulator")]
    [InlineData("msteams")]
    [InlineData("webchat")]
    public async Task Help_lists_the_commands_and_offers_those_that_need_no_more_words(string channel)
    {
        await using var bench = await Bench.StartAsync();

        var reply = Assert.Single(await bench.SendAsync("/help", channel));

        Assert.Contains("/compare", (string?)reply["text"], StringComparison.Ordinal);
        // Teams shows three.
        string[] offered = channel == "msteams" ? ["/prompts", "/why", "/sources"] : ["/prompts", "/why", "/sources", "/reset", "/export"];
        Assert.Equal(offered, reply.SelectTokens("$.suggestedActions.actions[*].value").Select(action => (string?)action));
    }

    [Fact]
    public async Task The_prompts_that_are_not_in_use_are_offered_below_their_list()
    {
        await using var bench = await Bench.StartAsync();

        var before = Assert.Single(await bench.SendAsync("/prompts", "emulator"));
        await bench.AskAsync("/prompt short", "emulator");
        var after = Assert.Single(await bench.SendAsync("/prompts", "emulator"));

        Assert.Equal(["/prompt Long", "/prompt Short"], before["suggestedActions"]!["actions"]!.Select(action => (string?)action["value"]));
        Assert.Equal(["/prompt AnswerQuestion", "/prompt Long"], after["suggestedActions"]!["actions"]!.Select(action => (string?)action["value"]));
    }

    [Theory]
    [InlineData("Bot:Workbench", "Off")]
    [InlineData("Bot:AllowAnonymous", "true")]
    public async Task Where_it_is_off_a_command_is_a_question_and_nothing_shows_that_there_is_a_workbench(string key, string value)
    {
        await using var bench = await Bench.StartAsync(settings: (key, value));

        var help = Assert.Single(await bench.SendAsync("/help", "emulator"));
        var answer = Assert.Single(await bench.SendAsync(Bench.Question, "emulator"));
        var compare = Assert.Single(await bench.SendAsync("/compare Short Long", "emulator"));
        var export = Assert.Single(await bench.SendAsync("/export", "emulator"));

        Assert.StartsWith("I answer questions from 1 article,", (string?)help["text"], StringComparison.Ordinal);
        Assert.Null(help["suggestedActions"]?["actions"]?.FirstOrDefault(action => ((string)action["value"]!).StartsWith('/')));
        Assert.Contains("1874", (string?)answer["text"], StringComparison.Ordinal);
        Assert.All([answer, compare, export], reply => Assert.DoesNotMatch("AnswerQuestion|Prompt |transcript|/help", (string?)reply["text"]));
    }

    [Fact]
    public async Task The_web_chat_of_this_server_has_it_only_when_it_is_switched_on()
    {
        await using var off = await Bench.StartAsync();
        using var visitor = await ChatSession.StartAsync(off.Host);
        await using var on = await Bench.StartAsync(settings: ("Bot:Workbench", "On"));
        using var author = await ChatSession.StartAsync(on.Host);

        Assert.StartsWith("I answer questions", (string?)(await visitor.AskAsync("/help"))["text"], StringComparison.Ordinal);
        Assert.Contains("/compare", (string?)(await author.AskAsync("/help"))["text"], StringComparison.Ordinal);
        Assert.Matches(Signature(), (string?)(await author.AskAsync(Bench.Question))["text"]);
        Assert.DoesNotContain(await author.ActivitiesAsync(), activity => (string?)activity["type"] == "trace");
    }

    [Fact]
    public async Task An_answer_names_its_prompt_with_the_hash_of_its_content_its_model_and_its_time()
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());

        var text = await bench.AskAsync(Bench.Question);

        Assert.Matches(Signature(), text);
        Assert.Equal("AnswerQuestion", Signature().Match(text).Groups["prompt"].Value);
        Assert.DoesNotContain("ms", (string?)await RecordedAnswerAsync(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Small_talk_has_no_signature_and_a_refusal_says_that_no_model_was_asked()
    {
        await using var bench = await Bench.StartAsync();

        Assert.DoesNotContain("·", await bench.AskAsync("Hello!"), StringComparison.Ordinal);
        Assert.Contains("*No model was asked · ", await bench.AskAsync("What is the capital of France?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversations_have_prompts_of_their_own()
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());

        await Task.WhenAll(bench.AskAsync("/prompt Short", conversation: "a"), bench.AskAsync("/prompt Long", conversation: "b"));
        var answers = await Task.WhenAll(new[] { "a", "b", "c" }.Select(conversation => bench.AskAsync(Bench.Question, conversation: conversation)));

        Assert.Equal(["Short", "Long", "AnswerQuestion"], answers.Select(answer => Signature().Match(answer).Groups["prompt"].Value));
        Assert.Equal(["Short:", "Long:", "AnswerQuestion:"], answers.Select(answer => answer.Split(' ')[0]));
    }

    [Fact]
    public async Task Commands_and_questions_are_answered_in_their_order()
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());
        string[] texts = [Bench.Question, "/prompt Short", Bench.Question, "/prompt Long", Bench.Question, "/help"];

        foreach (var text in texts)
        {
            var activity = Activities.Message(text, bench.Connector.Url);
            activity["channelId"] = "msteams";
            (await bench.Host.PostAsync(activity)).Dispose();
        }

        var replies = new List<string>();
        foreach (var _ in texts)
            replies.Add((string)(await bench.Connector.NextMessageAsync())["text"]!);
        Assert.StartsWith("AnswerQuestion:", replies[0], StringComparison.Ordinal);
        Assert.StartsWith("Short:", replies[2], StringComparison.Ordinal);
        Assert.StartsWith("Long:", replies[4], StringComparison.Ordinal);
        Assert.Contains("/compare", replies[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_keeps_the_prompt_and_the_last_question()
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());
        await bench.AskAsync("/prompt Short");
        await bench.AskAsync("/trace on");
        await bench.AskAsync(Bench.Question);

        await bench.RestartAsync();
        var compared = Assert.Single(await bench.SendAsync("/compare Short Long"));
        var replies = await bench.SendAsync(Bench.Question);

        Assert.Contains("1874", compared["attachments"]![0]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("Short", Signature().Match((string)replies[0]["text"]!).Groups["prompt"].Value);
        Assert.Equal(2, replies.Count);
    }

    [Fact]
    public async Task Reset_forgets_prompt_steps_and_conversation()
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());
        foreach (var text in new[] { "/prompt Short", "/trace on", Bench.Question, "/reset" })
            await bench.AskAsync(text);

        var replies = await bench.SendAsync("/compare Short Long");
        var answer = Assert.Single(await bench.SendAsync(Bench.Question));

        Assert.Null(replies[0]["attachments"]);
        Assert.Equal("AnswerQuestion", Signature().Match((string)answer["text"]!).Groups["prompt"].Value);
        Assert.Equal(2, (await TurnsAsync(bench)).Count);
    }

    [Fact]
    public async Task Commands_are_no_part_of_what_a_follow_up_continues_from()
    {
        await using var bench = await Bench.StartAsync();
        foreach (var text in new[] { Bench.Question, "/help", "/why", "/sources", "/compare Short Long", "/nonsense" })
            await bench.AskAsync(text);

        Assert.Equal([Bench.Question, "The lighthouse of Norrland was built in 1874."], (await TurnsAsync(bench)).Select(turn => (string?)turn["Text"]));
    }

    [Fact]
    public async Task A_command_delivered_again_is_carried_out_once()
    {
        await using var bench = await Bench.StartAsync();

        for (var i = 0; i < 3; i++)
            (await bench.Host.PostAsync(Activities.Message("/help", bench.Connector.Url, id: "same"))).Dispose();
        await bench.Host.StopAsync();

        Assert.Single(bench.Connector.Rest(), activity => (string?)activity["type"] == "message");
    }

    [Fact]
    public async Task A_prompt_saved_on_disk_is_used_from_the_next_question()
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());
        await bench.AskAsync("/prompt Short");
        var before = await bench.AskAsync(Bench.Question);

        bench.WritePrompt("Short", "Terse");
        var after = await bench.AskAsync(Bench.Question);

        Assert.StartsWith("Short:", before, StringComparison.Ordinal);
        Assert.StartsWith("Terse:", after, StringComparison.Ordinal);
        Assert.NotEqual(Signature().Match(before).Groups["hash"].Value, Signature().Match(after).Groups["hash"].Value);
    }

    [Fact]
    public async Task A_broken_prompt_is_reported_once_with_its_line_and_the_last_good_version_goes_on()
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());
        await bench.AskAsync("/prompt Short");
        var good = Signature().Match(await bench.AskAsync(Bench.Question)).Groups["hash"].Value;

        bench.WritePromptFile("Short", "name: Short\ntemplate_format: semantic-kernel\ntemplate: [\n");
        var broken = await bench.SendAsync(Bench.Question);
        var again = await bench.SendAsync(Bench.Question);
        bench.WritePromptFile("Short", "name: Short\nnonsense: true\n");
        var brokenOtherwise = await bench.SendAsync(Bench.Question);
        bench.WritePrompt("Short", "Repaired");
        var repaired = await bench.SendAsync(Bench.Question);

        Assert.Equal(good, Signature().Match((string)broken[0]["text"]!).Groups["hash"].Value);
        var problem = (string)broken[1]["text"]!;
        Assert.Contains("Short", problem, StringComparison.Ordinal);
        Assert.Matches("line [0-9]", problem);
        Assert.Contains(good, problem, StringComparison.Ordinal);
        Assert.Single(again);
        Assert.Equal(2, brokenOtherwise.Count);
        Assert.StartsWith("Repaired:", (string?)Assert.Single(repaired)["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_stops_tells_who_waits_for_a_command()
    {
        var asked = new TaskCompletionSource();
        await using var bench = await Bench.StartAsync(
            new ScriptedModel(async (prompt, cancel) =>
            {
                if (Bench.StyleOf(prompt) == "AnswerQuestion")
                    return "It was built in 1874 [1].";
                asked.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
                return "";
            }),
            ("Bot:DrainTime", "00:00:00"));
        await bench.AskAsync(Bench.Question, "emulator");

        (await bench.Host.PostAsync(Activities.Message("/compare Short Long", bench.Connector.Url))).Dispose();
        await asked.Task.WaitAsync(Wait.Limit);
        await bench.Host.StopAsync();

        Assert.Contains("restarted", (string?)(await bench.Connector.NextMessageAsync())["text"], StringComparison.Ordinal);
    }

    private static async Task<JArray> TurnsAsync(Bench bench)
    {
        var stored = await bench.Host.Services.GetRequiredService<Microsoft.Bot.Builder.IStorage>().ReadAsync(["msteams/conversations/c|1"], default);
        return (JArray)((JObject)stored.Values.Single())["ConversationMemory"]!["Turns"]!;
    }

    private static async Task<JToken> RecordedAnswerAsync(Bench bench) => (await TurnsAsync(bench)).Last()["Text"]!;

    [GeneratedRegex(@"\*Prompt (?<prompt>\w+) (?<hash>[0-9a-f]{12}) · .+ · [0-9]+ ms\*$")]
    private static partial Regex Signature();
}
