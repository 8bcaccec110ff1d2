using System.Text.RegularExpressions;
using Microsoft.Playwright;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Browser;

/// <summary>What a page shows when its test fails, for a log that may be all that is left of the run.</summary>
internal static partial class PageState
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    /// <summary>What can be seen, what has the focus, and how the panel beside the chat is built, each shortened.</summary>
    private const string Describe =
        """
        () => {
          const shorten = (text, length) => text.length <= length ? text : `${text.slice(0, length / 2)} … ${text.slice(-length / 2)}`;
          const panel = document.querySelector("#panel");
          const focused = document.activeElement;
          return [
            `Address: ${location.href}, scrolled to ${scrollX}, ${scrollY} in ${innerWidth} x ${innerHeight}`,
            `Focus: ${focused ? shorten(focused.cloneNode().outerHTML, 300) : "none"}`,
            `Seen: ${shorten(document.body.innerText.replace(/\s*\n\s*/g, "\n"), 3000)}`,
            ...(panel ? [`Panel: ${shorten(panel.outerHTML, 3000)}`] : []),
          ].join("\n");
        }
        """;

    /// <summary>Keeps a picture in TestResults.</summary>
    /// <returns>Where it is, and the page in words; why there is none, when the page does not answer.</returns>
    public static async Task<string> KeepAsync(IPage page, string name)
    {
        var picture = Path.Combine(TestFolder.Repository, "TestResults", $"{NotOfAFileName().Replace(name, "")}.png");
        try
        {
            var words = await page.EvaluateAsync<string>(Describe).WaitAsync(s_limit);
            await page.ScreenshotAsync(new() { Path = picture, Timeout = (float)s_limit.TotalMilliseconds });
            return $"Picture: {picture}\n{words}";
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            return $"The page could not be looked at: {e.Message}";
        }
    }

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NotOfAFileName();
}
