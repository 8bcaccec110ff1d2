using Microsoft.Playwright;
using QaBot.Review;
using QaBot.Review.Queue;
using QaBot.Review.Sqlite;
using QaBot.Review.Verdicts;
using QaBot.Web.Tests.Browser;
using QaBot.Web.Tests.Browser.Pages;
using QaBot.Web.Tests.Http;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Review;

/// <summary>Whole reviews in a browser.</summary>
[Collection(BrowserCollections.Answers)]
public sealed class ReviewBrowserTests(Browser.Browser browser) : IAsyncLifetime
{
    private const string Opened = "The Norrland bridge was opened in 1932.";
    private const string Painted = "It was painted red.";
    private const string Evil = "<script>window.evil=1</script><img src=x onerror='window.evil=1'>";

    private static readonly string s_text = $"{Opened}\n{string.Concat(Enumerable.Repeat("Nobody knows who crossed it first.\n", 80))}{Painted}";

    private readonly TestFolder _folder = new TestFolder().WithArticle("bridge.txt", s_text);
    private BotHost _host = null!;
    private SqliteReviewStore _store = null!;

    public async Task InitializeAsync()
    {
        _host = await BotHost.StartAsync(_folder);
        _store = await SqliteReviewStore.OpenAsync(_host.AnswerLogFile, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [SkippableFact]
    public async Task A_whole_review_by_mouse()
    {
        var (first, second) = (await StoreAsync("When was it opened?"), await StoreAsync("Which colour has it?"));
        await browser.UseUnopenedAsync(_host, async visitor =>
        {
            var review = new ReviewPages(visitor);
            await review.OpenAsync();
            await review.Page.GetByText("Start with the first").ClickAsync();
            await review.ExpectQuestionAsync("Which colour has it?");
            await Expect(review.Quote).ToHaveTextAsync(Opened);
            await Expect(review.Page.Locator("#elsewhere")).ToBeHiddenAsync();

            await review.Pair(1, 2).Locator("a").ClickAsync();
            await Expect(review.Quote).ToHaveTextAsync(Painted);
            await Expect(review.Quote).ToBeInViewportAsync();
            await Expect(review.Page.Locator("#place-text")).ToContainTextAsync("Nobody knows who crossed it first.");
            await review.Choice(0, 1, "Supported").ClickAsync();
            await review.Choice(1, 2, "WrongSource").ClickAsync();
            await review.Verdict("Incomplete").ClickAsync();
            await review.Correction.FillAsync("Red.");
            await review.Comment.FillAsync("It names no year.");
            await Expect(review.SaveState).ToHaveTextAsync("Saved");
            await review.ClickAsync("Save and next");
            await review.ExpectQuestionAsync("When was it opened?");
            await review.Verdict("Right").ClickAsync();
            await review.ClickAsync("Save and next");
            await Expect(review.Page.GetByText("Nothing is left")).ToBeVisibleAsync();
        });

        var stored = Assert.Single(await _store.ReviewsOfAsync(second.Id));
        Assert.Equal((AnswerVerdict.Incomplete, "Red.", "It names no year."), (stored.Verdict, stored.Correction, stored.Comment));
        Assert.Equal([PairVerdict.Supported, PairVerdict.WrongSource], stored.Pairs.Select(pair => pair.Verdict));
        Assert.Equal(AnswerVerdict.Right, Assert.Single(await _store.ReviewsOfAsync(first.Id)).Verdict);
    }

    [SkippableFact]
    public async Task A_whole_queue_by_keyboard()
    {
        var records = new List<AnswerRecord>();
        for (var i = 0; i < 3; i++)
            records.Add(await StoreAsync($"When was it opened, for the {i + 1}. time?"));
        records.Add(await _host.StoreAsync(Answers.Refused("Who crossed it?", "bridge.txt", s_text)));
        await browser.UseUnopenedAsync(_host, async visitor =>
        {
            var review = new ReviewPages(visitor);
            await review.OpenAsync("/review?order=oldest");
            await visitor.TabToAsync("a.button");
            await review.PressAsync("Enter");
            for (var i = 0; i < 3; i++)
            {
                await review.ExpectQuestionAsync(records[i].Answer.Question);
                await review.PressAsync("1");
                await Expect(review.Quote).ToHaveTextAsync(Painted);
                await review.PressAsync("k");
                await Expect(review.Quote).ToHaveTextAsync(Opened);
                await review.PressAsync("j", "2", "i", "c");
                await review.Page.Keyboard.TypeAsync("12345 rwifajkn?");
                await review.PressAsync("Escape", "r", "n");
            }

            await review.ExpectQuestionAsync("Who crossed it?");
            await Expect(review.Page.Locator("#passages")).ToContainTextAsync("Nobody knows who crossed it first.");
            await review.PressAsync("?");
            await Expect(review.Page.Locator("#keys")).ToBeVisibleAsync();
            await Axe.CheckAsync(review.Page);
            await review.PressAsync("Escape", "a", "n");
            await Expect(review.Page.GetByText("Nothing is left")).ToBeVisibleAsync();
        });

        foreach (var record in records.Take(3))
        {
            var stored = Assert.Single(await _store.ReviewsOfAsync(record.Id));
            Assert.Equal((AnswerVerdict.Right, "12345 rwifajkn?"), (stored.Verdict, stored.Comment));
            Assert.Equal([PairVerdict.Supported, PairVerdict.Partly], stored.Pairs.Select(pair => pair.Verdict));
        }

        Assert.Equal(AnswerVerdict.ShouldHaveAnswered, Assert.Single(await _store.ReviewsOfAsync(records[3].Id)).Verdict);
    }

    [SkippableFact]
    public async Task Single_keys_can_be_switched_off_for_good()
    {
        var record = await StoreAsync();
        await browser.UseUnopenedAsync(_host, async visitor =>
        {
            var review = new ReviewPages(visitor);
            await review.OpenAsync($"/review/{record.Id}");
            await review.ExpectQuestionAsync(record.Answer.Question);
            await review.PressAsync("?");
            await review.Page.GetByLabel("Use single keys").UncheckAsync();
            await review.PressAsync("Escape");
            await review.Page.ReloadAsync();
            await review.ExpectQuestionAsync(record.Answer.Question);
            await review.PressAsync("r");
            await Expect(review.Verdict("Right")).Not.ToBeCheckedAsync();
        });
    }

    [SkippableFact]
    public async Task Two_reviewers_at_one_answer_see_each_other_keep_both_verdicts_and_one_decides()
    {
        var record = await StoreAsync();
        var other = await StoreAsync("Which colour has it?");
        await browser.UseUnopenedAsync(_host, one => browser.UseUnopenedAsync(_host, async two =>
        {
            var (anna, bert) = (await SignInAsync(one, "anna"), await SignInAsync(two, "bert"));
            await anna.OpenAsync($"/review/{record.Id}");
            await bert.OpenAsync($"/review/{record.Id}");
            await Expect(anna.Page.Locator("#elsewhere")).ToBeHiddenAsync();
            await Expect(bert.Page.Locator("#elsewhere")).ToContainTextAsync("anna is at this answer");
            await Axe.CheckAsync(bert.Page);

            await Task.WhenAll(anna.Verdict("Right").CheckAsync(), bert.Verdict("Wrong").CheckAsync());
            await Task.WhenAll(anna.Comment.FillAsync("Anna's"), bert.Comment.FillAsync("Bert's"));
            await Expect(anna.SaveState).ToHaveTextAsync("Saved");
            await Expect(bert.SaveState).ToHaveTextAsync("Saved");
            Assert.Equal(["anna Right Anna's", "bert Wrong Bert's"], (await _store.ReviewsOfAsync(record.Id)).Select(review => $"{review.Reviewer} {review.Verdict} {review.Comment}"));
            Assert.Equal(ReviewState.Disputed, await StateAsync(record));

            await bert.Page.ReloadAsync();
            await Expect(bert.Page.Locator(".other")).ToContainTextAsync("Anna's");
            await bert.Page.GetByLabel("My verdict decides").CheckAsync();
            await Expect(bert.SaveState).ToHaveTextAsync("Saved");
            await Http.Wait.UntilAsync(async () => await StateAsync(record) == ReviewState.Reviewed);

            // Whoever goes on is given what nobody is at.
            await anna.OpenAsync($"/review/{other.Id}");
            await bert.OpenAsync("/review");
            await Expect(bert.Page.Locator(".queue")).ToContainTextAsync("anna is at it");
            await bert.OpenAsync($"/review/{record.Id}?handler=Next");
            await Expect(bert.Page.GetByText("Nothing is left")).ToBeVisibleAsync();
            await anna.OpenAsync("/review");
            await Http.Wait.UntilAsync(async () => (await _store.QueueAsync(new ReviewFilter(), ReviewOrder.Newest, 0, 10)).Items.All(item => item.AssignedTo != "anna"));
        }));
    }

    [SkippableFact]
    public async Task One_review_in_two_tabs_is_a_conflict_in_which_nothing_is_lost()
    {
        var record = await StoreAsync();
        await browser.UseUnopenedAsync(_host, one => browser.UseUnopenedAsync(_host, async two =>
        {
            var (first, second) = (new ReviewPages(one), new ReviewPages(two));
            await first.OpenAsync($"/review/{record.Id}");
            await second.OpenAsync($"/review/{record.Id}");
            await first.Comment.FillAsync("from the first tab");
            await Expect(first.SaveState).ToContainTextAsync("Saved as a draft");
            await second.Comment.FillAsync("from the second tab");

            await Expect(second.Conflict).ToContainTextAsync("from the first tab");
            await Expect(second.Comment).ToHaveValueAsync("from the second tab");
            Assert.Equal("from the first tab", Assert.Single(await _store.ReviewsOfAsync(record.Id)).Comment);
            await Axe.CheckAsync(second.Page);
            await second.KeepScreenshotAsync("review-conflict");

            await second.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
            await Expect(second.Conflict).ToBeHiddenAsync();
            Assert.Equal("from the second tab", Assert.Single(await _store.ReviewsOfAsync(record.Id)).Comment);
            second.Forget("the server responded with a status of 409");
        }));
    }

    [SkippableFact]
    public async Task What_could_not_be_saved_is_said_and_saved_later()
    {
        var record = await StoreAsync();
        await browser.UseUnopenedAsync(_host, async visitor =>
        {
            var review = new ReviewPages(visitor);
            await review.OpenAsync($"/review/{record.Id}");
            await review.Page.RouteAsync("**/*handler=Autosave*", route => route.AbortAsync(), new() { Times = 1 });
            await review.Verdict("Right").CheckAsync();
            await Expect(review.SaveState).ToContainTextAsync("Not saved: the server does not answer");
            await Expect(review.SaveState).ToHaveTextAsync("Saved");
            Assert.Equal(AnswerVerdict.Right, Assert.Single(await _store.ReviewsOfAsync(record.Id)).Verdict);
            review.Forget("Failed to load resource");
        });
    }

    [SkippableFact]
    public async Task A_whole_review_without_scripts()
    {
        var record = await StoreAsync();
        await browser.UseUnopenedAsync(
            _host,
            async visitor =>
            {
                var review = new ReviewPages(visitor);
                await review.OpenAsync("/review?q=opened&order=newest");
                await review.Items.First.ClickAsync();
                await review.Pair(1, 2).Locator("a").ClickAsync();
                await Expect(review.Quote).ToHaveTextAsync(Painted);
                await Expect(review.Quote).ToBeInViewportAsync();
                await review.Choice(0, 1, "Supported").CheckAsync();
                await review.Choice(1, 2, "NotThere").CheckAsync();
                await review.Verdict("Right").CheckAsync();
                await review.Comment.FillAsync("by hand");
                await review.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
                await Expect(review.Page.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
                await Expect(review.Verdict("Right")).ToBeCheckedAsync();
                await review.ClickAsync("Make it a test case");
                await Expect(review.Page.GetByText("now a test case")).ToBeVisibleAsync();
                await review.ClickAsync("Save and next");
                await Expect(review.Page.GetByText("Nothing is left")).ToBeVisibleAsync();
            },
            Device.Desktop with { HasScripts = false });

        var stored = Assert.Single(await _store.ReviewsOfAsync(record.Id));
        Assert.Equal((AnswerVerdict.Right, "by hand"), (stored.Verdict, stored.Comment));
        Assert.Single(await _store.GoldenAsync());
    }

    [SkippableFact]
    public async Task Markup_in_a_question_an_answer_an_article_and_a_comment_is_text()
    {
        var text = $"{Evil} stood in the article. </mark></div>{Evil}";
        _folder.WithArticle("evil.txt", text);
        await Http.Wait.UntilAsync(() => _host.Corpus.Current!.Articles.Any(article => article.Name == "evil.txt"));
        var cited = await _host.StoreAsync(Answers.Cited($"{Evil}?", "evil.txt", text, text) with { Channel = Evil, UserId = $"{Evil}\"'", VerdictReasons = [Evil] });
        var refused = await _host.StoreAsync(Answers.Refused($"{Evil}!", "evil.txt", text));
        await _host.RateAsync(cited, Reaction.Dislike, Evil);
        await _store.SaveAsync(new AnswerReview { AnswerId = cited.Id, Reviewer = Evil, Verdict = AnswerVerdict.Wrong, Comment = Evil, Correction = Evil });
        await browser.UseUnopenedAsync(_host, async visitor =>
        {
            var review = new ReviewPages(visitor);
            await review.OpenAsync($"/review/{cited.Id}");
            await review.Comment.FillAsync($"</textarea>{Evil}");
            await review.PressAsync("Escape", "1", "r");
            await Expect(review.SaveState).ToHaveTextAsync("Saved");
            await Expect(review.Page.Locator(".other")).ToContainTextAsync("window.evil");
            await review.ClickAsync("Make it a test case");
            foreach (var path in new[] { "?state=any", $"?q={Uri.EscapeDataString(Evil)}", $"/{cited.Id}", $"/{refused.Id}", "/golden", "/audit", $"/users?user={Uri.EscapeDataString(Evil)}", $"?state=any&article={Uri.EscapeDataString(Evil)}" })
            {
                await review.OpenAsync($"/review{path}");
                Assert.True(await review.Page.EvaluateAsync<bool>("window.evil === undefined && document.images.length === 0"), path);
            }

            await review.OpenAsync($"/review/{cited.Id}");
            Assert.Equal(text, await review.Quote.EvaluateAsync<string>("mark => mark.textContent"));
            await Expect(review.Comment).ToHaveValueAsync($"</textarea>{Evil}");
        });
    }

    [SkippableFact]
    public async Task Signing_in_with_a_provider_leads_back_to_the_answer()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        provider.User = new() { ["sub"] = "7", ["preferred_username"] = "anna", ["roles"] = "Reviewer" };
        await using var host = await BotHost.StartAsync(_folder, null,
            ("Review:OpenIdConnect:Authority", provider.Url), ("Review:OpenIdConnect:ClientId", OpenIdProvider.ClientId), ("Review:OpenIdConnect:ClientSecret", OpenIdProvider.ClientSecret),
            ("Review:Tokens:bert", "the token of bert, which is long"));
        var record = await StoreAsync();
        await browser.UseUnopenedAsync(host, async visitor =>
        {
            var review = new ReviewPages(visitor);
            await review.OpenAsync($"/review/{record.Id}?state=any");
            await review.KeepScreenshotAsync("review-sign-in");
            await Axe.CheckAsync(review.Page);
            await review.Page.GetByText("Sign in with your organisation").ClickAsync();

            await Expect(review.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/review/{record.Id}\\?state=any$"));
            await Expect(review.Page.GetByText("Reviewing as anna")).ToBeVisibleAsync();
            await review.Verdict("Right").CheckAsync();
            await Expect(review.SaveState).ToHaveTextAsync("Saved");
            await review.OpenAsync("/review/account");
            await review.ClickAsync("Sign out");
            await review.Page.GetByLabel("Your token").FillAsync("the token of bert, which is long");
            await review.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await Expect(review.Page.GetByText("Reviewing as bert")).ToBeVisibleAsync();
        });
    }

    private Task<AnswerRecord> StoreAsync(string question = "When was it opened?") => _host.StoreAsync(Answers.Cited(question, "bridge.txt", s_text, Opened, Painted));

    private async Task<ReviewState> StateAsync(AnswerRecord record) =>
        (await _store.QueueAsync(new ReviewFilter(), ReviewOrder.Newest, 0, 100)).Items.Single(item => item.Id == record.Id).State;

    private static async Task<ReviewPages> SignInAsync(ChatPage visitor, string name)
    {
        var review = new ReviewPages(visitor);
        await review.OpenAsync("/review/account");
        await review.Page.GetByLabel("Your name").FillAsync(name);
        await review.ClickAsync("Use this name");
        await Expect(review.Page.GetByText($"Reviewing as {name}")).ToBeVisibleAsync();
        return review;
    }
}
