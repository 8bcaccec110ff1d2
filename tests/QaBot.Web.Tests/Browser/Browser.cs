using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using QaBot.Web.Tests.Browser.Pages;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Browser;

/// <summary>One Chromium for a collection of tests; each page that is opened is a visitor of its own.</summary>
/// <remarks>A page that reports an error to its console, or that its security policy stops in anything, fails its test.</remarks>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] s_arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly string? _executable = Find();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (_executable is null)
            return;
        Assertions.SetDefaultExpectTimeout((float)Wait.Limit.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = _executable, Args = s_arguments });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens the chat page as a new visitor and runs the test on it. When the test fails, what it looked like is kept in TestResults and told with the failure.</summary>
    internal Task UseAsync(BotHost host, Func<ChatPage, Task> test, Device? device = null, [CallerMemberName] string name = "") =>
        RunAsync(host, async chat =>
        {
            await chat.OpenAsync();
            await test(chat);
        }, device ?? Device.Desktop, name);

    /// <summary>The same, but the test itself opens the page.</summary>
    internal Task UseUnopenedAsync(BotHost host, Func<ChatPage, Task> test, Device? device = null, [CallerMemberName] string name = "") =>
        RunAsync(host, test, device ?? Device.Desktop, name);

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => s_names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Gives the test an empty page that reaches this machine only.</summary>
    internal Task UseBlankAsync(Func<IPage, Task> test, string name) =>
        RunAsync(new() { ViewportSize = new() { Width = 1300, Height = 850 } }, async page =>
        {
            await page.RouteAsync(url => !new Uri(url).IsLoopback, route => route.AbortAsync());
            await test(page);
        }, name);

    private Task RunAsync(BotHost host, Func<ChatPage, Task> test, Device device, string name) =>
        RunAsync(device.Options(host.Client.BaseAddress!), async page =>
        {
            await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
            var chat = new ChatPage(page);
            await test(chat);
            Assert.Empty(chat.Problems);
        }, name);

    private async Task RunAsync(BrowserNewContextOptions options, Func<IPage, Task> test, string name)
    {
        Skip.If(_browser is null, $"None of {string.Join(", ", s_names)} is on the PATH; tests/run installs Chromium.");
        await using var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout((float)Wait.Limit.TotalMilliseconds);
        var page = await context.NewPageAsync();
        try
        {
            await test(page);
        }
        catch (Exception e) when (e is not SkipException)
        {
            throw new InvalidOperationException($"{e.Message}\n{await PageState.KeepAsync(page, name)}", e);
        }
    }
}
