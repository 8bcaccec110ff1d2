using System.Text.Json;
using Microsoft.Playwright;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Browser;

/// <summary>The accessibility checks of the npm package axe-core, all of its rules.</summary>
internal static class Axe
{
    private static readonly string s_script = Path.Combine(TestFolder.Repository, "tests", "node_modules", "axe-core", "axe.min.js");

    /// <summary>Fails with what it finds, when it finds anything.</summary>
    public static async Task CheckAsync(IPage page)
    {
        Skip.IfNot(File.Exists(s_script), "axe-core is not installed; tests/run installs it.");
        // Through the debugger, which the page's policy does not bind.
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(await File.ReadAllTextAsync(s_script));
        var violations = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run()).violations.map(rule => `${rule.id}: ${rule.nodes.map(node => `${node.html} ${node.failureSummary}`).join()}`)");
        Assert.Equal("[]", violations.GetRawText());
    }
}
