using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using QaBot.Answering;
using QaBot.Passages;
using QaBot.Tests.Fakes;
using QaBot.Workbench;

namespace QaBot.Tests.Workbench;

public sealed class AnswerTraceTests
{
    [Fact]
    public async Task Every_step_is_shown_in_its_order()
    {
        await using var bench = await WorkbenchFixture.StartAsync();
        var session = await bench.AskAsync();

        var steps = bench.Bot.Get<AnswerTrace>().Of(session.LastAnswer!);

        Assert.Equal(["query", "passages", "gate", "prompt", "draft", "claims", "timings"], steps.Select(step => step.Name));
        Assert.All(steps, step => Assert.False(string.IsNullOrWhiteSpace(step.Markdown)));
    }

    [Fact]
    public async Task The_prompt_is_shown_as_the_model_got_it_with_its_tokens()
    {
        using var client = new ScriptedChatClient("The lighthouse is 31 metres high. [1]");
        await using var bench = await WorkbenchFixture.StartAsync(client, ("Answering:RefuseBelow", "0"));
        var session = await bench.AskAsync("How high is \"the lighthouse\" & <co>?");

        var step = Step(bench, session.LastAnswer!, "prompt");

        var sent = Assert.Single(client.Requests);
        var messages = step["messages"]!.AsArray();
        Assert.Equal(sent.Select(message => message.Role.Value), messages.Select(message => (string)message!["role"]!));
        Assert.Equal(sent.Select(message => message.Text), messages.Select(message => (string)message!["text"]!));
        Assert.Equal(sent.Sum(message => new TokenCounter().Count(message.Text)), (int)step["tokens"]!);
        Assert.Equal("AnswerQuestion", (string)step["name"]!);
    }

    [Fact]
    public async Task Claims_have_verdict_score_and_reason_also_those_that_were_left_out()
    {
        using var client = new ScriptedChatClient(
            new ChatResponseUpdate(ChatRole.Assistant, "The lighthouse is 31 metres high. [1] The lighthouse is 99 metres high. [1]"),
            new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 321, OutputTokenCount = 12 })]));
        await using var bench = await WorkbenchFixture.StartAsync(client, ("Answering:RefuseBelow", "0"), ("Answering:DropUnsupported", "true"));
        var answer = (await bench.AskAsync()).LastAnswer!;

        var claims = Step(bench, answer, "claims")["claims"]!.AsArray();
        var timings = Step(bench, answer, "timings");

        Assert.Equal([("supported", false), ("unsupported", true)], claims.Select(claim => ((string)claim!["verdict"]!, (bool)claim["dropped"]!)));
        Assert.All(claims, claim => Assert.False(string.IsNullOrEmpty((string)claim!["reason"]!)));
        Assert.DoesNotContain("99", answer.Text, StringComparison.Ordinal);
        // The draft's and the repair's.
        Assert.Equal((642L, 24L), ((long)timings["inputTokens"]!, (long)timings["outputTokens"]!));
        Assert.Contains("99 metres", (string)Step(bench, answer, "draft")["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passages_tell_which_piece_of_evidence_they_became_or_why_not()
    {
        await using var bench = await WorkbenchFixture.StartAsync(null, ("Answering:MaxEvidence", "1"));
        var answer = (await bench.AskAsync()).LastAnswer!;

        var passages = Step(bench, answer, "passages")["passages"]!.AsArray();

        Assert.Equal(["evidence", "noPlaceLeft"], passages.Select(passage => (string)passage!["selection"]!));
        Assert.Equal([1, null], passages.Select(passage => (int?)passage!["evidence"]));
        Assert.Equal(answer.Retrieved.Select(item => item.Passage.Span.Start), passages.Select(passage => (int)passage!["start"]!));
    }

    [Fact]
    public async Task A_refusal_shows_the_gate_and_no_prompt()
    {
        await using var bench = await WorkbenchFixture.StartAsync(null, ("Answering:RefuseBelow", "1"));
        var answer = (await bench.AskAsync("Is the lighthouse in Brazil?")).LastAnswer!;

        var steps = bench.Bot.Get<AnswerTrace>().Of(answer);

        Assert.Equal(["query", "passages", "gate", "timings"], steps.Select(step => step.Name));
        Assert.False((bool)steps[2].Value["passed"]!);
        Assert.Contains("Brazil", steps[2].Value["missing"]!.AsArray().Select(word => (string)word!));
        Assert.Contains("Refused: ", steps[3].Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversational_reply_has_no_steps()
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        Assert.Empty(bench.Bot.Get<AnswerTrace>().Of((await bench.AskAsync("hello")).LastAnswer!));
    }

    [Fact]
    public async Task Long_texts_are_cut_and_say_how_much_is_left_out_and_a_fence_in_them_ends_nothing()
    {
        var draft = "```\n</code><img src=x>\n" + new string('x', AnswerTrace.LongestText) + "\n````";
        using var client = new ScriptedChatClient(draft);
        await using var bench = await WorkbenchFixture.StartAsync(client, ("Answering:RefuseBelow", "0"));
        var answer = (await bench.AskAsync()).LastAnswer!;

        var step = bench.Bot.Get<AnswerTrace>().Of(answer).Single(step => step.Name == "draft");

        Assert.Equal(AnswerTrace.LongestText, ((string)step.Value["text"]!).Length);
        Assert.Equal(draft.Length - AnswerTrace.LongestText, (int)step.Value["textLeftOut"]!);
        Assert.True(step.Markdown.Length < 5000);
        Assert.DoesNotContain("<img", Markdig.Markdown.ToHtml(step.Markdown), StringComparison.Ordinal);
    }

    private static JsonObject Step(WorkbenchFixture bench, Answer answer, string name) =>
        bench.Bot.Get<AnswerTrace>().Of(answer).Single(step => step.Name == name).Value;
}
