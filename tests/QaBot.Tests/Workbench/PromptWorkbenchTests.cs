using System.Text.Json;
using Markdig;
using QaBot.Answering;
using QaBot.Tests.Fakes;
using QaBot.Workbench;

namespace QaBot.Tests.Workbench;

public sealed class PromptWorkbenchTests
{
    /// <summary>As clients read Markdown that make links of whatever looks like an address.</summary>
    private static readonly MarkdownPipeline s_linking = new MarkdownPipelineBuilder().UseAutoLinks().Build();

    [Theory]
    [InlineData("/help", true)]
    [InlineData("  /Help!  ", true)]
    [InlineData("/ prompts", true)]
    [InlineData("/unknown thing", true)]
    [InlineData("/compare a b\n", true)]
    [InlineData("/etc/passwd", false)]
    [InlineData("/1/2", false)]
    [InlineData("//", false)]
    [InlineData("/", false)]
    [InlineData("", false)]
    [InlineData("What is /help?", false)]
    public void A_command_is_one_word_behind_a_slash(string text, bool isCommand) => Assert.Equal(isCommand, PromptWorkbench.IsCommand(text));

    [Fact]
    public void Settings_survive_json()
    {
        var settings = new WorkbenchSettings { Prompt = "Concise", Trace = true };

        Assert.Equal(settings, JsonSerializer.Deserialize<WorkbenchSettings>(JsonSerializer.Serialize(settings)));
    }

    [Fact]
    public async Task Help_names_every_command_and_what_it_takes()
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        var help = (await bench.RunAsync("/help")).Markdown;

        Assert.All(PromptWorkbench.Commands, command => Assert.Contains(command.Name, help, StringComparison.Ordinal));
        Assert.Contains("NAME NAME", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_spanish_question_the_workbench_speaks_spanish()
    {
        await using var bench = await WorkbenchFixture.StartAsync();
        var session = await bench.AskAsync("¿Qué altura tiene el faro?");

        Assert.StartsWith("Órdenes:", (await bench.RunAsync("/help", session)).Markdown, StringComparison.Ordinal);
        foreach (var command in PromptWorkbench.Commands.Where(command => command.Name != "/export"))
            Assert.NotEmpty((await bench.RunAsync($"{command.Name}", session)).Markdown);
    }

    [Theory]
    [InlineData("/promts", "/prompts")]
    [InlineData("/wy", "/why")]
    [InlineData("/comp Concise Detailed", "/compare")]
    [InlineData("/WHYY", "/why")]
    public async Task An_unknown_command_gets_the_one_that_was_meant(string typed, string meant)
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        Assert.Contains($"Did you mean `{meant}`?", (await bench.RunAsync(typed)).Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_has_each_prompt_with_its_hash_and_marks_the_configured_one_and_the_one_in_use()
    {
        await using var bench = await WorkbenchFixture.StartAsync();
        bench.WritePrompt("Mine", "name: Mine\nbogus: [x](http://evil.example)\n");

        var list = (await bench.RunAsync("/prompts", new WorkbenchSession(new WorkbenchSettings { Prompt = "concise" }))).Markdown;

        Assert.Matches(@"- \*\*AnswerQuestion\*\* \(configured, [0-9a-f]{12}\) – ", list);
        Assert.Matches(@"- \*\*Concise\*\* \(in use here, [0-9a-f]{12}\) – ", list);
        Assert.Contains("line 2: unknown key 'bogus'", Unescaped(list), StringComparison.Ordinal);
        Assert.Contains("It cannot be used.", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/prompt Concise", "Concise")]
    [InlineData("/PROMPT concise.", "Concise")]
    [InlineData("/prompt “concise.yaml”", "Concise")]
    public async Task A_prompt_is_chosen_for_the_conversation(string command, string chosen)
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        var reply = await bench.RunAsync(command, new WorkbenchSession(new WorkbenchSettings { Trace = true }));

        Assert.Equal(new WorkbenchSettings { Prompt = chosen, Trace = true }, reply.NewSettings);
        Assert.Contains($"**{chosen}**", reply.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_name_the_prompt_in_use_is_told_and_default_goes_back()
    {
        await using var bench = await WorkbenchFixture.StartAsync();
        var session = new WorkbenchSession(new WorkbenchSettings { Prompt = "Detailed" });

        var told = await bench.RunAsync("/prompt", session);
        var back = await bench.RunAsync("/prompt default", session);

        Assert.Contains("uses **Detailed**", told.Markdown, StringComparison.Ordinal);
        Assert.Null(told.NewSettings);
        Assert.Contains("**AnswerQuestion**", back.Markdown, StringComparison.Ordinal);
        Assert.Equal(new WorkbenchSettings(), back.NewSettings);
    }

    [Fact]
    public async Task A_prompt_that_does_not_exist_changes_nothing_and_is_put_right()
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        var reply = await bench.RunAsync("/prompt Consise");

        Assert.Null(reply.NewSettings);
        Assert.Contains("Did you mean Concise?", reply.Markdown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/trace", false, null, "`/trace on` shows them")]
    [InlineData("/trace on", false, true, "from now on")]
    [InlineData("/ Trace ON.", false, true, "from now on")]
    [InlineData("/trace off", true, false, "not shown any more")]
    [InlineData("/trace on", true, null, "are shown")]
    [InlineData("/trace maybe", true, null, "maybe")]
    public async Task Traces_are_switched_or_told(string command, bool before, bool? after, string said)
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        var reply = await bench.RunAsync(command, new WorkbenchSession(new WorkbenchSettings { Trace = before, Prompt = "Concise" }));

        Assert.Equal(after, reply.NewSettings?.Trace);
        Assert.Contains(said, reply.Markdown, StringComparison.Ordinal);
        Assert.Equal(after is null ? null : "Concise", reply.NewSettings?.Prompt);
    }

    [Fact]
    public async Task Reset_and_export_are_left_to_the_host()
    {
        await using var bench = await WorkbenchFixture.StartAsync();
        var session = await bench.AskAsync(settings: new WorkbenchSettings { Prompt = "Concise", Trace = true });

        var reset = await bench.RunAsync("/reset", session);

        Assert.True(reset.ForgetsConversation);
        Assert.Equal(new WorkbenchSettings(), reset.NewSettings);
        Assert.True((await bench.RunAsync("/export", session)).ExportsConversation);
    }

    [Theory]
    [InlineData("/compare Concise Detailed")]
    [InlineData("/why")]
    public async Task Before_the_first_question_it_says_to_ask_one(string command)
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        Assert.StartsWith("Ask a question first", (await bench.RunAsync(command)).Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_prompts_answer_the_same_question_with_the_same_history_and_each_shows_its_citations()
    {
        var replies = new Queue<string>(["The lighthouse is 31 metres high. [1]", "It is 31 metres high. [1] The contractor says the lighthouse will be painted red after the works. [2]"]);
        using var client = new DictatedChatClient();
        await using var bench = await WorkbenchFixture.StartAsync(new AlternatingChatClient(client, replies), ("Answering:RefuseBelow", "0"));
        var question = new Question(WorkbenchFixture.Question) { History = [new ConversationTurn(ConversationRole.User, "Where is Aldmere?")] };

        var reply = await bench.RunAsync("/compare concise and DETAILED.", new WorkbenchSession(new WorkbenchSettings()) { LastQuestion = question });

        var comparison = reply.Comparison;
        Assert.NotNull(comparison);
        Assert.True(comparison.WordingMatters);
        Assert.Equal(("Concise", "Detailed"), (comparison.First.Prompt.Name, comparison.Second.Prompt.Name));
        Assert.NotEqual(comparison.First.Prompt.Hash, comparison.Second.Prompt.Hash);
        Assert.Equal(("Concise", "Detailed"), (comparison.First.Answer.Prompt?.Name, comparison.Second.Answer.Prompt?.Name));
        Assert.All([comparison.First, comparison.Second], compared => Assert.Equal(question.History, compared.Answer.Question.History));
        Assert.Single(comparison.First.Answer.Citations);
        Assert.True(comparison.Second.PromptTokens > comparison.First.PromptTokens);
        Assert.Contains("31 metres high. [1]", reply.Markdown, StringComparison.Ordinal);
        Assert.Contains("painted red after the works. [", reply.Markdown, StringComparison.Ordinal);
        Assert.Contains(comparison.First.Prompt.Hash[..12], reply.Markdown, StringComparison.Ordinal);
        Assert.Contains("Quotes: 1 in both", reply.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_model_a_comparison_says_that_wording_has_no_effect_and_shows_the_evidence()
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        var reply = await bench.RunAsync("/compare Concise QuotesOnly", await bench.AskAsync());

        Assert.False(reply.Comparison!.WordingMatters);
        Assert.Contains("which has no effect", reply.Markdown, StringComparison.Ordinal);
        Assert.Contains("Both would send the same evidence (2):", reply.Markdown, StringComparison.Ordinal);
        Assert.Contains("a prompt of", reply.Markdown, StringComparison.Ordinal);
        Assert.Equal(reply.Comparison.First.Answer.Text, reply.Comparison.Second.Answer.Text);
    }

    [Theory]
    [InlineData("/compare \"My prompt\" Detailed")]
    [InlineData("/compare “my prompt” with 'Detailed'.")]
    [InlineData("/compare «My prompt», `Detailed`")]
    public async Task A_name_with_a_space_stands_between_quotation_marks(string command)
    {
        await using var bench = await WorkbenchFixture.StartAsync();
        bench.WritePrompt("My prompt", (await File.ReadAllTextAsync(Path.Combine(RepositoryFiles.Prompts, "Concise.yaml"))));

        var comparison = (await bench.RunAsync(command, await bench.AskAsync())).Comparison;

        Assert.Equal(("My prompt", "Detailed"), (comparison!.First.Prompt.Name, comparison.Second.Prompt.Name));
        Assert.Contains("“My prompt”", (await bench.RunAsync("/compare My prompt Detailed", await bench.AskAsync())).Markdown, StringComparison.Ordinal);
        Assert.Equal("My prompt", (await bench.RunAsync("/prompt My prompt")).NewSettings!.Prompt);
    }

    [Fact]
    public async Task A_prompts_name_and_description_are_shown_and_not_obeyed()
    {
        const string name = "<b>x<b> **evil** [y](z) https:evil.example";
        await using var bench = await WorkbenchFixture.StartAsync();
        bench.WritePrompt(name, (await File.ReadAllTextAsync(Path.Combine(RepositoryFiles.Prompts, "Concise.yaml")))
            .Replace("description: ", "description: <img src=x> [a](http://evil.example) ", StringComparison.Ordinal));

        foreach (var command in new[] { "/prompts", $"/prompt {name}", "/compare", $"/compare \"{name}\" Detailed", "/compare <i>no</i> Detailed" })
        {
            var html = Markdown.ToHtml((await bench.RunAsync(command, await bench.AskAsync())).Markdown, s_linking);
            Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<i>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<a ", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<strong>evil", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_prompts_settings_reach_the_model()
    {
        using var client = new ScriptedChatClient("The lighthouse is 31 metres high. [1]");
        await using var bench = await WorkbenchFixture.StartAsync(client, ("Answering:RefuseBelow", "0"));
        foreach (var (name, most) in new[] { ("Little", 50), ("Much", 900) })
        {
            bench.WritePrompt(name, $$$"""
                name: {{{name}}}
                template_format: semantic-kernel
                execution_settings:
                  default:
                    max_tokens: {{{most}}}
                template: |
                  <message role="user">{{$evidence}} {{$question}}</message>
                """);
        }

        await bench.RunAsync("/compare Little Much", new WorkbenchSession(new WorkbenchSettings()) { LastQuestion = new Question(WorkbenchFixture.Question) });

        Assert.Equal([50, 900], client.Options.Select(options => options?.MaxOutputTokens));
    }

    [Fact]
    public async Task Small_talk_is_not_the_last_question()
    {
        await using var bench = await WorkbenchFixture.StartAsync();
        var session = await bench.AskAsync();

        var after = session.After((await bench.AskAsync("Thanks!")).LastAnswer!);

        Assert.Equal(WorkbenchFixture.Question, after.LastQuestion?.Text);
        Assert.Null(new WorkbenchSession(new WorkbenchSettings()).After((await bench.AskAsync("Hello")).LastAnswer!).LastQuestion);
    }

    [Fact]
    public async Task Why_says_first_which_words_decided()
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        var why = (await bench.RunAsync("/why", await bench.AskAsync("How high is the lighthouse?"))).Markdown;

        Assert.Contains("Those that few passages have decide: high (in 1).", why, StringComparison.Ordinal);
        Assert.Contains("Most passages have these, which hardly count: lighthouse.", why, StringComparison.Ordinal);
        Assert.Contains("the prompt has no part in it", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_gives_its_reason_in_the_language_of_the_question()
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        var answer = (await bench.AskAsync("¿Quién ganó el mundial de fútbol?")).LastAnswer!;

        Assert.True(answer.Refused);
        Assert.StartsWith("Ningún pasaje encontrado tiene:", answer.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/compare", "Type `/compare NAME NAME`. There are: AnswerQuestion, Concise")]
    [InlineData("/compare Concise CONCISE", "there is nothing to compare")]
    [InlineData("/compare AnswerQuestion", "there is nothing to compare")]
    [InlineData("/compare default AnswerQuestion", "there is nothing to compare")]
    [InlineData("/compare Concise Detialed", "Did you mean Detailed?")]
    [InlineData("/compare one two three", "Type `/compare NAME NAME`")]
    public async Task A_comparison_that_cannot_be_made_says_why(string command, string said)
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        var reply = await bench.RunAsync(command, await bench.AskAsync());

        Assert.Null(reply.Comparison);
        Assert.Contains(said, reply.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_shows_for_each_passage_the_words_found_with_their_points_and_what_was_done_with_it()
    {
        await using var bench = await WorkbenchFixture.StartAsync();
        var session = await bench.AskAsync("How high is the lighthouse in Brazil?");

        var why = (await bench.RunAsync("/why", session)).Markdown;

        Assert.Contains("Searched: “How high is the lighthouse in Brazil?”", why, StringComparison.Ordinal);
        Assert.Matches(@"high \+\d\.\d\d \(×1, idf \d\.\d\d\)", why);
        Assert.Contains("→ evidence 1", why, StringComparison.Ordinal);
        Assert.Contains("lacks: Brazil", why, StringComparison.Ordinal);
        Assert.Contains("Probability that the evidence answers: **", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_why_searches_again_and_says_so()
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        var why = (await bench.RunAsync("/why", (await bench.AskAsync()) with { LastAnswer = null })).Markdown;

        Assert.StartsWith("The answer is no longer in memory", why, StringComparison.Ordinal);
        Assert.Contains("→ evidence 1", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello", "without a search")]
    [InlineData("Summarise the articles", "articles are taken whole")]
    [InlineData("zyxwv qwrtp", "No passage was found.")]
    public async Task Why_explains_also_where_nothing_was_searched_or_found(string question, string said)
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        Assert.Contains(said, (await bench.RunAsync("/why", await bench.AskAsync(question))).Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_are_shown_whole_and_nothing_in_them_becomes_a_link()
    {
        await using var bench = await WorkbenchFixture.StartAsync();
        var session = await bench.AskAsync();

        var sources = (await bench.RunAsync("/sources", session)).Markdown;
        var articles = (await bench.RunAsync("/sources")).Markdown;

        foreach (var citation in session.LastAnswer!.Citations)
        {
            Assert.Contains($"[{citation.Number}] ", sources, StringComparison.Ordinal);
            Assert.Contains(citation.Quote, Unescaped(sources), StringComparison.Ordinal);
            Assert.Contains($"{citation.Span.Start}–{citation.Span.End}", sources, StringComparison.Ordinal);
        }

        Assert.StartsWith("I answer from 2 articles:", articles, StringComparison.Ordinal);
        foreach (var markdown in (string[])[sources, articles, (await bench.RunAsync("/why", session)).Markdown, (await bench.RunAsync("/compare Concise Detailed", session)).Markdown])
            Assert.DoesNotContain("<a ", Markdown.ToHtml(markdown, s_linking), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_no_command_is_refused()
    {
        await using var bench = await WorkbenchFixture.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => bench.RunAsync("help"));
    }

    private static string Unescaped(string markdown) => markdown.Replace("\\", "", StringComparison.Ordinal);
}
