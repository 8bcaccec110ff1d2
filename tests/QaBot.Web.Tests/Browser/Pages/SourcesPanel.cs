using Microsoft.Playwright;

namespace QaBot.Web.Tests.Browser.Pages;

/// <summary>The panel beside the chat: the checks of one answer, and the article that it quotes.</summary>
internal sealed class SourcesPanel(IPage page)
{
    public ILocator Root => page.Locator("#panel");

    public ILocator Question => page.Locator("#panel .question");

    public ILocator Claims => page.Locator("#panel .claim");

    public ILocator Verdicts => page.Locator("#panel .verdict");

    public ILocator Citations => page.Locator("#panel .claims a.citation");

    public ILocator Nearest => page.Locator("#panel .nearest a");

    public ILocator Disagreements => page.Locator("#panel .disagreement");

    /// <summary>Which answer of how many is shown.</summary>
    public ILocator Position => page.Locator("#panel-position");

    public ILocator Article => page.Locator("#article-body");

    public ILocator ArticleTitle => page.Locator("#article-title");

    public ILocator Quote => page.Locator("#article-body #quote");

    /// <summary>Waits until exactly these words are highlighted where they can be seen.</summary>
    public async Task ExpectQuoteAsync(string words)
    {
        // The text of the node itself: what Playwright compares by default has its white space made equal.
        await page.WaitForFunctionAsync("words => document.querySelector('#article-body #quote')?.textContent === words", words);
        await Assertions.Expect(Quote).ToBeInViewportAsync();
    }
}
