using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using QaBot.Web.Chat;
using QaBot.Web.Tests.Http;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Browser;

/// <summary>The page itself: what it says, where its script comes from, and how long it takes.</summary>
[Collection(BrowserCollections.Answers)]
public sealed class PageTests(Browser browser, SeedChat seeds, ITestOutputHelper output)
{
    /// <summary>Notes when a question is sent, and when words of an answer are first there to be seen.</summary>
    private const string NoteTimes =
        """
        () => {
          const sendBox = document.querySelector("[data-id='webchat-sendbox-input']");
          const chat = document.querySelector("#webchat");
          addEventListener("keydown", event => {
            if (event.key === "Enter" && event.target === sendBox) window.sentAt = performance.now();
          }, { capture: true });
          const observer = new MutationObserver(() => {
            const answer = [...chat.querySelectorAll(".webchat__bubble:not(.webchat__bubble--from-user) .webchat__bubble__content")].slice(1)
              .find(bubble => bubble.textContent.trim());
            if (!answer || !window.sentAt) return;
            observer.disconnect();
            window.textAt = performance.now();
          });
          observer.observe(chat, { childList: true, subtree: true, characterData: true });
        }
        """;

    [SkippableFact]
    public Task It_says_how_many_articles_there_are_and_how_answers_are_made() => browser.UseAsync(seeds.Host, async chat =>
    {
        await Expect(chat.Page.GetByRole(AriaRole.Banner)).ToContainTextAsync("5 articles by quoting them word for word, without a language model");
        await chat.Page.GetByRole(AriaRole.Link, new() { Name = "5 articles" }).ClickAsync();
        await Expect(chat.Page).ToHaveURLAsync(new Regex("/sources$"));
    });

    [SkippableFact]
    public Task Without_scripts_it_says_so_and_leads_to_the_articles() => browser.UseUnopenedAsync(
        seeds.Host,
        async visitor =>
        {
            await visitor.Page.GotoAsync("/");
            // Chromium does not show it where it is remote-controlled, but it has read it as elements, which it does without scripts only.
            await Expect(visitor.Page.Locator("noscript a[href='/sources']")).ToHaveCountAsync(1);
            Assert.Contains("The chat needs JavaScript", await visitor.Page.Locator("noscript").TextContentAsync(), StringComparison.Ordinal);
            await Expect(visitor.Page.GetByRole(AriaRole.Banner)).ToContainTextAsync("5 articles");
        },
        Device.Desktop with { HasScripts = false });

    [SkippableFact]
    public async Task Where_the_build_could_not_take_Web_Chat_it_comes_from_the_CDN()
    {
        using var folder = new TestFolder().WithArticle("bridge.txt", "The Norrland bridge was opened in 1932.");
        await using var host = await StartWithoutWebChatAsync(folder);

        await browser.UseUnopenedAsync(host, async chat =>
        {
            await chat.Page.RouteAsync($"{WebChatScript.Cdn}/**", async route => await ServeAsync(route, await WebChatAsync()));
            await chat.OpenAsync();
            await chat.AskAsync("When was the Norrland bridge opened?");

            var script = chat.Page.Locator($"script[src^='{WebChatScript.Cdn}/']");
            await Expect(script).ToHaveAttributeAsync("integrity", WebChatScript.Hash);
            await Expect(script).ToHaveAttributeAsync("crossorigin", "anonymous");
        });
    }

    [SkippableFact]
    public async Task Another_script_in_its_place_is_not_run_and_the_page_says_so()
    {
        using var folder = new TestFolder().WithArticle("bridge.txt", "The Norrland bridge was opened in 1932.");
        await using var host = await StartWithoutWebChatAsync(folder);

        await browser.UseUnopenedAsync(host, async chat =>
        {
            await chat.Page.RouteAsync($"{WebChatScript.Cdn}/**", async route => await ServeAsync(route, $"window.hacked = true; {await WebChatAsync()}"));
            await chat.Page.GotoAsync("/");

            await Expect(chat.Notice).ToContainTextAsync("The chat window could not be loaded.");
            await chat.CheckAccessibilityAsync();
            Assert.False(await chat.Page.EvaluateAsync<bool>("'hacked' in window"));
            chat.Forget("'integrity' attribute");
        });
    }

    [SkippableFact]
    public Task How_long_it_takes() => browser.UseAsync(seeds.Host, async chat =>
    {
        var loaded = await chat.Page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].loadEventEnd");
        var greeted = await chat.Page.EvaluateAsync<double>("performance.now()");
        await chat.Page.EvaluateAsync(NoteTimes);
        await chat.SendAsync(SeedChat.Examples[0]);
        await chat.Page.WaitForFunctionAsync("() => window.textAt");
        var firstText = await chat.Page.EvaluateAsync<double>("window.textAt - window.sentAt");

        output.WriteLine($"The page was loaded after {loaded:F0} ms and greeted within {greeted:F0} ms; the first text came {firstText:F0} ms after a question was sent.");
    });

    private static Task<BotHost> StartWithoutWebChatAsync(TestFolder folder) =>
        BotHost.StartWithAsync(folder, services => services.Replace(ServiceDescriptor.Singleton(new WebChatScript(folder.Path))));

    private static Task<string> WebChatAsync() =>
        File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "wwwroot", "lib", $"webchat-{WebChatScript.Version}.js"));

    private static Task ServeAsync(IRoute route, string script) => route.FulfillAsync(new()
    {
        Body = script,
        ContentType = "text/javascript; charset=utf-8",
        Headers = [new("Access-Control-Allow-Origin", "*")],
    });
}
