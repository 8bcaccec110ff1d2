using System.Text.Json.Nodes;
using QaBot.Answering;
using QaBot.Review;
using QaBot.Tests.Workbench;
using QaBot.Workbench;

namespace QaBot.Tests.Answering;

public sealed class QuestionPromptTests
{
    [Fact]
    public async Task A_question_may_name_its_prompt_and_the_answer_and_its_record_name_it_with_its_hash()
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        var answer = await bench.Bot.Answerer.AnswerAsync(new Question(WorkbenchFixture.Question) { Prompt = "concise" });

        var listed = Assert.Single(await bench.Bot.Get<PromptLibrary>().ListAsync(), prompt => prompt.Name == "Concise");
        Assert.Equal(new PromptIdentity("Concise", listed.Hash!), answer.Prompt);
        Assert.Null(answer.PromptProblem);
        Assert.Null(PromptWorkbench.PromptNotice(answer));
        Assert.Equal(answer.Prompt, AnswerRecord.From(answer, "", TimeProvider.System).Answer.Prompt);
        Assert.DoesNotContain("promptProblem", AnswerJson.From(answer).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_that_broke_is_told_with_the_answer_that_its_last_good_version_gave()
    {
        await using var bench = await WorkbenchFixture.StartAsync();
        var before = (await bench.AskAsync()).LastAnswer!;
        bench.WritePrompt("AnswerQuestion", "name: X\nbogus: 1\n");

        var answer = (await bench.AskAsync()).LastAnswer!;

        Assert.Equal(before.Prompt, answer.Prompt);
        Assert.Equal("AnswerQuestion.yaml, line 2: unknown key 'bogus'.", answer.PromptProblem);
        Assert.Equal(answer.PromptProblem, (string?)JsonNode.Parse(AnswerJson.From(answer).ToString())!["promptProblem"]);
        Assert.Contains("The last good version answered, **AnswerQuestion** (", PromptWorkbench.PromptNotice(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WorkbenchFixture.Question, "The configured prompt answered instead, **AnswerQuestion** (")]
    [InlineData("¿Qué altura tiene el lighthouse?", "En su lugar ha respondido la instrucción configurada, **AnswerQuestion** (")]
    public async Task A_prompt_that_cannot_be_used_at_all_leaves_the_answer_to_the_configured_one(string question, string notice)
    {
        await using var bench = await WorkbenchFixture.StartAsync(null, ("Answering:RefuseBelow", "0"));

        var answer = await bench.Bot.Answerer.AnswerAsync(new Question(question) { Prompt = "Gone" });

        Assert.Equal("AnswerQuestion", answer.Prompt?.Name);
        Assert.StartsWith("Gone.yaml: there is no such prompt.", answer.PromptProblem, StringComparison.Ordinal);
        Assert.Contains(notice, PromptWorkbench.PromptNotice(answer), StringComparison.Ordinal);
    }
}
