using System.Text.RegularExpressions;
using QaBot.Review;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot.Workbench;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData("emulator")]
    [InlineData("msteams")]
    public async Task Two_prompts_stand_side_by_side_each_with_its_answer_and_its_citations(string channel)
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());
        await bench.SendAsync(Bench.Question, channel);

        var reply = Assert.Single(await bench.SendAsync("/compare Short Long", channel));

        var columns = reply.SelectTokens("$.attachments[0].content.body[?(@.type == 'ColumnSet')].columns[*]").ToList();
        Assert.Equal(2, columns.Count);
        foreach (var (column, style) in columns.Zip(["Short", "Long"]))
        {
            var texts = column.SelectTokens("$..[?(@.type == 'TextRun')].text").Select(text => (string)text!).ToList();
            Assert.Equal(style, texts[0]);
            Assert.Contains(texts, text => text.StartsWith($"{style}: it was built in 1874", StringComparison.Ordinal) && text.Contains("[1]", StringComparison.Ordinal));
            Assert.Contains(texts, text => text.StartsWith("Claims: ", StringComparison.Ordinal));
            Assert.Contains("[1] lighthouse.txt: “The lighthouse of Norrland was built in 1874.”", texts);
        }

        Assert.Contains(Bench.Question, reply["attachments"]![0]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Channels_without_cards_get_both_as_text()
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());
        await bench.SendAsync(Bench.Question, "telegram");

        var reply = Assert.Single(await bench.SendAsync("/compare Short Long", "telegram"));

        Assert.Null(reply["attachments"]);
        Assert.Contains("Short: it was built in 1874", (string?)reply["text"], StringComparison.Ordinal);
        Assert.Contains("Long: it was built in 1874", (string?)reply["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_model_it_says_that_wording_has_no_effect()
    {
        await using var bench = await Bench.StartAsync();
        await bench.SendAsync(Bench.Question);

        var card = Assert.Single(await bench.SendAsync("/compare Short Long"))["attachments"]![0]!.ToString();

        Assert.Contains("wording has no effect", card, StringComparison.Ordinal);
        Assert.Contains("Both would send the same evidence (", card, StringComparison.Ordinal);
        // The answers stand side by side all the same, each with its quote.
        Assert.Equal(2, Regex.Count(card, @"\[1\] [^“]+: “"));
    }

    [Fact]
    public async Task Neither_answer_is_recorded_as_one_that_a_user_got()
    {
        await using var bench = await Bench.StartAsync(Bench.StyledModel());
        await bench.SendAsync(Bench.Question);
        await bench.SendAsync("/compare Short Long");

        await using var log = await AnswerLog.OpenAsync(bench.Host.AnswerLogFile);
        var records = new List<AnswerRecord>();
        await foreach (var record in log.ReadAllAsync())
            records.Add(record);
        Assert.Equal("AnswerQuestion", Assert.Single(records).Answer.Prompt?.Name);
    }

    [Fact]
    public async Task It_can_be_stopped()
    {
        var asked = new TaskCompletionSource();
        await using var bench = await Bench.StartAsync(new ScriptedModel(async (prompt, cancel) =>
        {
            if (Bench.StyleOf(prompt) == "AnswerQuestion")
                return "It was built in 1874 [1].";
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
            return "";
        }));
        await bench.AskAsync(Bench.Question, "webchat");

        (await bench.Host.PostAsync(Activities.WebChat("/compare Short Long", bench.Connector.Url))).Dispose();
        await asked.Task.WaitAsync(Wait.Limit);
        (await bench.Host.PostAsync(Activities.WebChatEvent("qabot/stop", bench.Connector.Url))).Dispose();

        Assert.Equal("Stopped.", (string?)(await bench.Connector.NextMessageAsync())["text"]);
        Assert.Contains("1874", await bench.AskAsync(Bench.Question, "webchat"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_too_slow_for_one_prompt_does_not_take_the_other_with_it()
    {
        await using var bench = await Bench.StartAsync(
            new ScriptedModel(async (prompt, cancel) =>
            {
                if (Bench.StyleOf(prompt) == "Short")
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
                return "It was built in 1874 [1].";
            }),
            ("Answering:Timeout", "00:00:01"));
        await bench.SendAsync(Bench.Question);

        var columns = Assert.Single(await bench.SendAsync("/compare Short Long")).SelectTokens("$..columns[*]").ToList();

        Assert.Contains("The model took too long. These are extracts from the sources:", columns[0].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("extracts", columns[1].ToString(), StringComparison.Ordinal);
        Assert.Contains("It was built in 1874. [1]", columns[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_model_writes_becomes_no_link_and_no_HTML()
    {
        const string hostile = "[click](https://evil.example) <img src=x>";
        await using var bench = await Bench.StartAsync(new ScriptedModel((_, _) => Task.FromResult($"It was built in 1874 {hostile} [1].")));

        foreach (var channel in new[] { "msteams", "telegram" })
        {
            await bench.SendAsync($"{Bench.Question} {hostile}", channel);
            TraceTests.AssertHarmless(Assert.Single(await bench.SendAsync("/compare Short Long", channel)));
        }
    }

    [Fact]
    public async Task Long_answers_are_cut_to_what_a_card_can_hold()
    {
        var draft = string.Join('\n', Enumerable.Repeat("The lighthouse of Norrland was built in 1874 [1].", 500));
        await using var bench = await Bench.StartAsync(new ScriptedModel((_, _) => Task.FromResult(draft)));
        await bench.SendAsync(Bench.Question);

        var card = Assert.Single(await bench.SendAsync("/compare Short Long"))["attachments"]![0]!["content"]!;

        Assert.InRange(card.ToString(Newtonsoft.Json.Formatting.None).Length, 1000, 28_000);
    }
}
