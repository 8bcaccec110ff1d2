using System.Text.RegularExpressions;
using QaBot.Web.Tests.Http;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Browser;

/// <summary>Asking and what the page shows of the answer.</summary>
[Collection(BrowserCollections.Answers)]
public sealed class AnswerTests(Browser browser, SeedChat seeds)
{
    [SkippableFact]
    public Task Each_example_question_can_be_clicked_and_is_answered_with_verified_claims_and_highlighted_words() => browser.UseAsync(seeds.Host, async chat =>
    {
        foreach (var question in SeedChat.Examples)
        {
            await chat.OpenAsync();
            await chat.ClickAsync("New conversation");
            await Expect(chat.Announcement).ToHaveTextAsync("A new conversation has begun.");
            await chat.Suggestions.Filter(new() { HasText = question }).ClickAsync();

            await Expect(chat.Sources.Question).ToHaveTextAsync(question);
            await Expect(chat.Sources.Verdicts.First).ToContainTextAsync("erified");
            await chat.Sources.ExpectQuoteAsync(seeds.WordsAt(await chat.Sources.Citations.First.GetAttributeAsync("href")));
        }
    });

    [SkippableFact]
    public Task A_follow_up_question_is_understood_and_the_earlier_answer_can_be_seen_again() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync("Where was Cienfuegos arrested?");
        await chat.AskAsync("And when?");

        await Expect(chat.Sources.Claims.Filter(new() { HasText = "arrested" })).Not.ToHaveCountAsync(0);
        await Expect(chat.Sources.Position).ToHaveTextAsync("Answer 2 of 2");
        await chat.ClickAsync("Previous answer");
        await Expect(chat.Sources.Question).ToHaveTextAsync("Where was Cienfuegos arrested?");
    });

    [SkippableFact]
    public Task A_suggested_follow_up_question_is_asked_with_a_click_and_answered() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync(SeedChat.Examples[1]);
        await Expect(chat.Suggestions.Filter(new() { HasText = SeedChat.Examples[0] })).ToHaveCountAsync(0);
        var question = (await chat.Suggestions.First.TextContentAsync())!.Trim();
        await chat.Suggestions.First.ClickAsync();

        await Expect(chat.Sources.Question).ToHaveTextAsync(question);
        await Expect(chat.Sources.Claims).Not.ToHaveCountAsync(0);
    });

    [SkippableFact]
    public Task Answers_stand_below_their_questions() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync(SeedChat.Examples[0]);
        await chat.AskAsync(SeedChat.Examples[1]);

        await Expect(chat.Messages.Nth(1)).ToContainTextAsync(SeedChat.Examples[0]);
        await Expect(chat.Messages.Nth(3)).ToContainTextAsync(SeedChat.Examples[1]);
        await Expect(chat.Messages).ToHaveCountAsync(5);
    });

    [SkippableFact]
    public async Task The_claims_of_an_answer_stand_apart()
    {
        using var folder = new TestFolder().WithArticle("bridge.txt", "The Norrland bridge was opened in 1932. The Norrland bridge was painted in 1950.");
        var model = new ScriptedModel((_, _) => Task.FromResult("The Norrland bridge was opened in 1932. [1]\nThe Norrland bridge was painted in 1950. [1]\n"));
        await using var host = await BotHost.StartAsync(folder, model);

        await browser.UseAsync(host, async chat =>
        {
            await chat.AskAsync("When was the Norrland bridge opened?");

            // As it is drawn: Web Chat has a zero-width space around each number.
            await Expect(chat.Messages.Last).ToContainTextAsync(new Regex(@"1932\. \W*1\W*\sThe Norrland"), new() { UseInnerText = true });
        });
    }

    [SkippableFact]
    public Task A_refusal_names_the_nearest_articles_which_open_in_the_panel() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync("Which shoes did Cienfuegos wear?");

        await Expect(chat.Sources.Root).ToContainTextAsync("The articles don’t say.");
        await Expect(chat.Sources.Claims).ToHaveCountAsync(0);
        var title = await chat.Sources.Nearest.First.TextContentAsync();
        await chat.Sources.Nearest.First.ClickAsync();
        await Expect(chat.Sources.ArticleTitle).ToHaveTextAsync(title!);
        await Expect(chat.Sources.Article.Locator("#text")).Not.ToBeEmptyAsync();
    });

    [SkippableFact]
    public Task An_answer_is_copied_with_its_citations() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync(SeedChat.Examples[0]);
        await chat.ClickAsync("Copy with citations");

        await Expect(chat.Announcement).ToHaveTextAsync("The answer is copied with its citations.");
        var text = await chat.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        var address = await chat.Sources.Citations.First.GetAttributeAsync("href");
        Assert.Contains("751 pages of U.S. evidence", text, StringComparison.Ordinal);
        Assert.Contains($"“{seeds.WordsAt(address)}”\n    {new Uri(seeds.Host.Client.BaseAddress!, address)}", text, StringComparison.Ordinal);
    });

    [SkippableFact]
    public async Task What_an_article_says_is_never_carried_out()
    {
        const string text = "The Zephyr engine was built by Anna Berg in 1931 <script>window.hacked = true</script>"
            + "<img src=x onerror=\"window.hacked = true\"> **bold** [click](javascript:window.hacked=true) ![x](/nowhere.png) [1]: http://evil.example \"x\".";
        using var folder = new TestFolder().WithArticle("<b>zephyr.txt", $"# Engines\n\n{text}\n");
        await using var host = await BotHost.StartAsync(folder);

        await browser.UseAsync(host, async chat =>
        {
            await chat.AskAsync("Who built the Zephyr engine?");
            await chat.Citations.First.ClickAsync();

            await Expect(chat.Sources.Quote).ToContainTextAsync("<script>window.hacked = true</script>");
            await Expect(chat.Messages.Last).ToContainTextAsync("<script>window.hacked = true</script>");
            Assert.False(await chat.Page.EvaluateAsync<bool>("'hacked' in window"));
            await Expect(chat.Page.Locator("#webchat a[href^='javascript'], #webchat img[src*='nowhere'], #panel img, #panel script")).ToHaveCountAsync(0);
        });
    }

    [SkippableFact]
    public async Task An_answer_is_shown_as_it_grows_and_can_be_stopped()
    {
        using var folder = new TestFolder().WithArticle("bridge.txt", "The Norrland bridge was opened in 1932 by the mayor. The Norrland bridge was painted green in 1950.");
        var model = new PiecemealModel();
        await using var host = await BotHost.StartAsync(folder, model);

        await browser.UseAsync(host, async chat =>
        {
            await chat.SendAsync("When was the Norrland bridge opened?");
            model.Write("The Norrland bridge was opened in 1932 by the mayor. [1]\n");
            model.Write("The Norrland bridge was");
            await Expect(chat.Messages.Last).ToContainTextAsync("opened in 1932");
            await Expect(chat.Sources.Claims).ToHaveCountAsync(0);
            await chat.Stop.ClickAsync();

            await Expect(chat.Sources.Root).ToContainTextAsync("This answer was stopped");
            await Expect(chat.Sources.Claims).ToHaveCountAsync(1);
            await Expect(chat.Messages.Last).ToContainTextAsync("opened in 1932");
            await Expect(chat.Stop).ToBeHiddenAsync();
            await chat.CheckAccessibilityAsync();
            await model.Cancelled;
        });
    }
}
