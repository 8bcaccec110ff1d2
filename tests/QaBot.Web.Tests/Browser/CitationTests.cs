using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using Moq;
using QaBot.Web.Bot;
using QaBot.Web.Chat;
using QaBot.Web.Tests.Http;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Browser;

/// <summary>From a citation to the words that it quotes.</summary>
[Collection(BrowserCollections.Answers)]
public sealed class CitationTests(Browser browser, SeedChat seeds)
{
    private const string Question = "What was General Cienfuegos accused of?";
    private const string Opened = "The Norrland bridge was opened in 1932.";
    private const string Painted = "The Norrland bridge was painted green in 1950.";

    [SkippableFact]
    public Task A_click_on_a_number_in_the_text_opens_the_words_of_that_answer() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync(Question);
        await chat.AskAsync("How many pages of US evidence did Mexico publish?");
        var citation = chat.Citations.First;
        var address = await citation.GetAttributeAsync("href");
        await citation.ClickAsync();

        await chat.Sources.ExpectQuoteAsync(seeds.WordsAt(address));
        await Expect(chat.Sources.Question).ToHaveTextAsync(Question);
        await Expect(chat.Sources.Article).ToBeFocusedAsync();
        Assert.Single(chat.Page.Context.Pages);
    });

    [SkippableFact]
    public Task The_list_below_the_text_opens_the_words_too() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync(Question);
        var address = await chat.References.Last.GetAttributeAsync("href");
        await chat.References.Last.ClickAsync();

        await chat.Sources.ExpectQuoteAsync(seeds.WordsAt(address));
    });

    [SkippableFact]
    public Task A_pointer_that_rests_on_a_citation_shows_its_words_and_takes_no_focus() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync(Question);
        await chat.AskAsync("How many pages of US evidence did Mexico publish?");
        var citation = chat.References.First;
        var words = seeds.WordsAt(await citation.GetAttributeAsync("href"));
        // Until the suggested questions have come, the messages still move away from under the pointer.
        await Wait.UntilAsync(async () =>
        {
            await citation.HoverAsync();
            return await chat.Sources.Quote.TextContentAsync() == words;
        });

        await chat.Sources.ExpectQuoteAsync(words);
        await Expect(chat.QuestionBox).ToBeFocusedAsync();
    });

    [SkippableFact]
    public Task With_the_control_key_a_citation_is_a_link_to_the_page_of_its_article() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync(Question);
        var address = await chat.Citations.First.GetAttributeAsync("href");
        var page = await chat.Page.Context.RunAndWaitForPageAsync(() => chat.Citations.First.ClickAsync(new() { Modifiers = [KeyboardModifier.Control] }));

        await Expect(page).ToHaveURLAsync(address!);
        Assert.Equal(seeds.WordsAt(address), await page.Locator("#quote").EvaluateAsync<string>("mark => mark.textContent"));
    });

    [SkippableFact]
    public Task The_keyboard_alone_leads_from_the_page_to_the_highlighted_words_and_back() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.TabToAsync("[data-id='webchat-sendbox-input']");
        await chat.Page.Keyboard.TypeAsync(Question);
        await chat.Page.Keyboard.PressAsync("Enter");
        await Expect(chat.Sources.Question).ToHaveTextAsync(Question);
        await chat.TabToAsync("#panel a.citation");
        await chat.Page.Keyboard.PressAsync("Enter");

        await chat.Sources.ExpectQuoteAsync(seeds.WordsAt(await chat.Sources.Citations.First.GetAttributeAsync("href")));
        await Expect(chat.Sources.Article).ToBeFocusedAsync();
        await Expect(chat.Announcement).ToContainTextAsync("quoted words");
        await chat.Page.Keyboard.PressAsync("Escape");
        await chat.TabToAsync("[data-id='webchat-sendbox-input']", "Shift+Tab");
    });

    [SkippableFact]
    public Task A_suggested_question_is_reached_and_asked_by_keyboard() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.TabToAsync(".webchat__suggested-action");
        var question = await chat.Page.EvaluateAsync<string>("document.activeElement.textContent");
        await chat.Page.Keyboard.PressAsync("Enter");

        await Expect(chat.Sources.Question).ToHaveTextAsync(question.Trim());
    });

    [SkippableFact]
    public async Task A_citation_that_could_not_get_an_address_opens_its_words_too()
    {
        using var folder = new TestFolder().WithArticle("bridge.txt", "The Norrland bridge was opened in 1932.");
        // As in a channel whose users do not reach this address.
        await using var host = await BotHost.StartWithAsync(folder, services => services.Replace(ServiceDescriptor.Singleton(provider => new SourceLinks(
            provider.GetRequiredService<PublicUrl>(), new LocalAddress(Mock.Of<IServer>(server => server.Features == new FeatureCollection()))))));

        await browser.UseAsync(host, async chat =>
        {
            await chat.AskAsync("When was the Norrland bridge opened?");
            foreach (var citation in new[] { chat.CitationsWithoutAddress.First, chat.References.First })
            {
                await chat.Page.ReloadAsync();
                await citation.ClickAsync();
                await chat.Sources.ExpectQuoteAsync("The Norrland bridge was opened in 1932.");
                await Expect(chat.Sources.Article).ToBeFocusedAsync();
                await Expect(chat.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
            }

            await chat.CheckAccessibilityAsync();
        });
    }

    [SkippableTheory]
    [InlineData("link => { link.closest('.webchat__basic-transcript__activity').style.transform = 'translateY(-40px)'; }")]
    [InlineData("link => link.replaceWith(link.cloneNode(true))")]
    public async Task A_click_on_a_citation_counts_when_the_chat_moves_or_is_drawn_anew_under_the_pointer(string change)
    {
        using var folder = Bridge();
        await using var host = await BotHost.StartAsync(folder);

        await browser.UseAsync(host, async chat =>
        {
            await chat.AskAsync("When was the Norrland bridge opened?");
            await chat.Citations.First.HoverAsync();
            await chat.Page.Mouse.DownAsync();
            await chat.Citations.First.EvaluateAsync(change);
            await chat.Page.Mouse.UpAsync();

            await Expect(chat.Sources.Article).ToBeFocusedAsync();
            Assert.Single(chat.Page.Context.Pages);
        });
    }

    [SkippableFact]
    public async Task A_pointer_that_is_pulled_away_from_a_citation_opens_nothing()
    {
        using var folder = Bridge();
        await using var host = await BotHost.StartAsync(folder);

        await browser.UseAsync(host, async chat =>
        {
            await chat.AskAsync("When was the Norrland bridge opened?");
            await chat.Citations.First.EvaluateAsync("link => { link.draggable = false; }");
            await chat.Citations.First.HoverAsync();
            await chat.Page.Mouse.DownAsync();
            await chat.Messages.First.HoverAsync();
            await chat.Page.Mouse.UpAsync();
            await chat.QuestionBox.ClickAsync();

            await Expect(chat.Announcement).Not.ToContainTextAsync("quoted words");
        });
    }

    [SkippableFact]
    public async Task On_a_phone_an_answer_that_comes_takes_no_article_away_from_its_reader()
    {
        using var folder = Bridge();
        var second = new TaskCompletionSource();
        var model = new ScriptedModel(async (prompt, cancellationToken) =>
        {
            if (!prompt.Contains("painted?", StringComparison.Ordinal))
                return $"{Opened} [1]";
            await second.Task.WaitAsync(cancellationToken);
            return $"{Painted} [1]";
        });
        await using var host = await BotHost.StartAsync(folder, model);

        await browser.UseAsync(
            host,
            async chat =>
            {
                await chat.AskAsync("When was the Norrland bridge opened?");
                await chat.SendAsync("When was the Norrland bridge painted?");
                await chat.Citations.First.TapAsync();
                await chat.Sources.ExpectQuoteAsync(Opened);
                second.SetResult();

                await Expect(chat.Sources.Position).ToHaveTextAsync("Answer 1 of 2");
                await chat.Sources.ExpectQuoteAsync(Opened);
                await chat.CheckAccessibilityAsync();
                await chat.ClickAsync("Close the sources");
                await chat.ClickAsync("Sources");
                await Expect(chat.Sources.Question).ToHaveTextAsync("When was the Norrland bridge painted?");
            },
            Device.Phone);
    }

    [SkippableFact]
    public async Task An_article_whose_request_was_lost_is_asked_for_again()
    {
        using var folder = Bridge();
        await using var host = await BotHost.StartAsync(folder);

        await browser.UseAsync(host, async chat =>
        {
            await chat.Page.RouteAsync("**/sources/**", route => route.AbortAsync(), new() { Times = 1 });
            await chat.AskAsync("When was the Norrland bridge opened?");

            await chat.Sources.ExpectQuoteAsync(Opened);
            chat.Forget("Failed to load resource");
        });
    }

    [SkippableFact]
    public async Task An_article_that_could_not_be_loaded_can_be_asked_for_again()
    {
        using var folder = Bridge();
        await using var host = await BotHost.StartAsync(folder);

        await browser.UseAsync(host, async chat =>
        {
            await chat.Page.RouteAsync("**/sources/**", route => route.AbortAsync());
            await chat.AskAsync("When was the Norrland bridge opened?");
            await Expect(chat.Sources.Article).ToContainTextAsync("the server does not answer");
            await chat.CheckAccessibilityAsync();
            await chat.Page.UnrouteAsync("**/sources/**");
            await chat.ClickAsync("Try again");

            await chat.Sources.ExpectQuoteAsync(Opened);
            await Expect(chat.Sources.Article).ToBeFocusedAsync();
            chat.Forget("Failed to load resource");
        });
    }

    [SkippableFact]
    public Task On_a_phone_a_citation_opens_the_panel_over_the_chat_and_Escape_leads_back() => browser.UseAsync(
        seeds.Host,
        async chat =>
        {
            await chat.SendAsync(Question);
            await Expect(chat.Sources.Root).ToBeHiddenAsync();
            await chat.Citations.First.TapAsync();

            await chat.Sources.ExpectQuoteAsync(seeds.WordsAt(await chat.Citations.First.GetAttributeAsync("href")));
            await Expect(chat.Sources.Root).ToHaveAttributeAsync("aria-modal", "true");
            await chat.Page.Keyboard.PressAsync("Escape");
            await Expect(chat.Sources.Root).ToBeHiddenAsync();
            await Expect(chat.Citations.First).ToBeFocusedAsync();

            await chat.ClickAsync("Sources");
            await Expect(chat.Sources.Question).ToBeVisibleAsync();
            await chat.ClickAsync("Close the sources");
            await Expect(chat.Page.GetByRole(AriaRole.Button, new() { Name = "Sources", Exact = true })).ToBeFocusedAsync();
        },
        Device.Phone);

    private static TestFolder Bridge() => new TestFolder().WithArticle("bridge.txt", $"{Opened} {Painted}");
}
