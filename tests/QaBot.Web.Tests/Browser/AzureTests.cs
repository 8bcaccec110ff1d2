using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using QaBot.Web.Tests.Http;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Browser;

/// <summary>The page when it chats through Azure's Direct Line, which another host with the same articles stands in for.</summary>
[Collection(BrowserCollections.Answers)]
public sealed class AzureTests(Browser browser, SeedChat seeds)
{
    [SkippableFact]
    public async Task The_page_chats_through_azure_and_sees_no_secret()
    {
        using var folder = new TestFolder().WithSeeds();
        await using var azure = await BotHost.StartWithAsync(folder, services => services.AddSingleton<IStartupFilter, AzureDirectLine>());
        using var ownFolder = new TestFolder().WithSeeds();
        await using var host = await BotHost.StartAsync(
            ownFolder, null, ("Web:DirectLineSecret", AzureDirectLine.Secret), ("Web:DirectLineEndpoint", azure.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)));

        await browser.UseUnopenedAsync(host, async chat =>
        {
            var seen = new ConcurrentQueue<Task<string>>();
            chat.Page.Response += (_, response) => seen.Enqueue(EverythingInAsync(response));
            await chat.OpenAsync();
            await chat.AskAsync(SeedChat.Examples[0]);
            await chat.Citations.First.ClickAsync();
            await chat.Sources.ExpectQuoteAsync(seeds.WordsAt(await chat.Citations.First.GetAttributeAsync("href")));
            var texts = await Task.WhenAll(seen);

            Assert.Contains(texts, text => text.StartsWith($"{azure.Client.BaseAddress}v3/directline/conversations", StringComparison.Ordinal));
            Assert.All(texts, text => Assert.DoesNotContain(AzureDirectLine.Secret, text, StringComparison.Ordinal));
            await chat.Page.ReloadAsync();
            await Expect(chat.Messages).ToHaveCountAsync(3);
            await chat.AskAsync(SeedChat.Examples[1]);
        });
    }

    private static async Task<string> EverythingInAsync(IResponse response)
    {
        var headers = string.Concat((await response.AllHeadersAsync()).Concat(await response.Request.AllHeadersAsync()));
        return $"{response.Url}\n{headers}\n{(response.Request.Method == "OPTIONS" ? "" : await response.TextAsync())}";
    }
}
