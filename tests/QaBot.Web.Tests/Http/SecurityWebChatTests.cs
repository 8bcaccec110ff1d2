using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using QaBot.Web.Chat;
using QaBot.Web.Security;

namespace QaBot.Web.Tests.Http;

/// <summary>Web Chat itself, from the pinned file, under the policy of the pages.</summary>
public sealed class SecurityWebChatTests
{
    private const string Chromium = "/usr/bin/chromium";

    private const string Probe =
        """
        () => {
          const activity = more => ({ type: "message", from: { id: "bot", role: "bot" }, timestamp: new Date().toISOString(), channelData: {}, ...more });
          const activities = [
            activity({ id: "1", text: "# Title\n\n**Bold** `code` [1]\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nlet x = 1;\n```\n\n[1]: https://example.org \"One\"",
              entities: [{ type: "https://schema.org/Message", "@type": "Message", "@context": "https://schema.org", "@id": "", additionalType: ["AIGeneratedContent"],
                citation: [{ "@type": "Claim", position: 1, appearance: { "@type": "DigitalDocument", name: "One", url: "https://example.org", text: "words" } }],
                potentialAction: [{ "@type": "LikeAction", "@id": "a" }, { "@type": "DislikeAction", "@id": "b" }] }],
              suggestedActions: { actions: [{ type: "imBack", title: "Ask", value: "Ask" }], to: [] } }),
            activity({ id: "2", text: "", attachments: [{ contentType: "application/vnd.microsoft.card.adaptive",
              content: { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: "Card" }], actions: [{ type: "Action.Submit", title: "Go" }] } }] }),
            { ...activity({ id: "3" }), type: "typing" },
          ];
          const observable = run => ({ subscribe: next => { const o = typeof next === "function" ? { next } : next; run(o); return { unsubscribe() {} }; } });
          window.WebChat.renderWebChat({
            directLine: {
              activity$: observable(o => activities.forEach(a => o.next(a))), connectionStatus$: observable(o => { o.next(0); o.next(1); o.next(2); }),
              postActivity: a => observable(o => { o.next("id"); o.complete && o.complete(); }), end() {}, getSessionId: () => observable(() => {}),
            },
            nonce: window.nonce, userID: "me", locale: "en-US", styleOptions: { hideUploadButton: true },
          }, document.getElementById("chat"));
        }
        """;

    [SkippableFact]
    public async Task Web_Chat_needs_no_more_than_the_policy_allows()
    {
        Skip.IfNot(File.Exists(Chromium), $"{Chromium} is not installed; tests/run installs it.");
        var script = new WebChatScript(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        Skip.IfNot(script.IsLocal, "The build could not take Web Chat from npm.");
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
        var page = await browser.NewPageAsync(new() { BaseURL = host.Client.BaseAddress!.ToString(), ViewportSize = new() { Width = 400, Height = 500 } });
        await page.AddInitScriptAsync("window.violations = []; document.addEventListener('securitypolicyviolation', e => violations.push(`${e.violatedDirective} ${e.blockedURI}`))");
        await ServeProbeAsync(page, host, script);

        await page.GotoAsync("/probe");
        await page.EvaluateAsync(Probe);
        await Assertions.Expect(page.Locator("strong")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("button.ac-pushButton")).ToBeVisibleAsync();
        await page.GetByPlaceholder("Type your message").FillAsync("Hello");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Hello", new() { Exact = true }).First).ToBeVisibleAsync();

        // Where a style was refused, the transcript would not scroll.
        Assert.Equal("auto", await page.Locator(".webchat__basic-transcript__scrollable").EvaluateAsync<string>("element => getComputedStyle(element).overflowY"));
        Assert.Empty(await page.EvaluateAsync<string[]>("violations"));
    }

    /// <summary>Serves a page with the policy that a page with Web Chat gets.</summary>
    private static async Task ServeProbeAsync(IPage page, BotHost host, WebChatScript script)
    {
        var context = new DefaultHttpContext { Request = { Host = new HostString(host.Client.BaseAddress!.Authority) } };
        var started = new StartingFeature();
        context.Features.Set<IHttpResponseFeature>(started);
        context.Response.ContentType = "text/html";
        await new PageSecurity(_ => Task.CompletedTask, Options.Create(new WebOptions()), script).InvokeAsync(context);
        var nonce = PageSecurity.NonceOf(context);
        await started.StartAsync();
        await page.RouteAsync("**/probe", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = context.Response.Headers.ContentSecurityPolicy.ToString() },
            Body = $"<!DOCTYPE html><html lang=en><title>Probe</title><link rel=stylesheet href=/pages.css><div id=chat></div><script src='{script.Src}'></script></html>",
        }));
        await page.AddInitScriptAsync($"window.nonce = '{nonce}'");
    }

    /// <summary>Starts a response when told to, as a server does when it sends the first byte.</summary>
    private sealed class StartingFeature : HttpResponseFeature
    {
        private readonly List<(Func<object, Task> Callback, object State)> _callbacks = [];

        public override void OnStarting(Func<object, Task> callback, object state) => _callbacks.Add((callback, state));

        public async Task StartAsync()
        {
            foreach (var (callback, state) in _callbacks)
                await callback(state);
        }
    }
}
