using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Moq;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot;

public sealed class ConversationMemoriesTests
{
    [Fact]
    public async Task A_storage_that_fails_costs_the_memory_and_not_the_answer()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        var storage = new Mock<IStorage>();
        storage.Setup(broken => broken.ReadAsync(It.IsAny<string[]>(), It.IsAny<CancellationToken>())).ThrowsAsync(new IOException("disk"));
        storage.Setup(broken => broken.WriteAsync(It.IsAny<IDictionary<string, object>>(), It.IsAny<CancellationToken>())).ThrowsAsync(new IOException("disk"));
        await using var host = await BotHost.StartWithAsync(folder, services => services.Replace(ServiceDescriptor.Singleton(storage.Object)));

        var reply = Assert.Single(await host.AskAsync(Activities.Message("When was the lighthouse of Norrland built?", "http://127.0.0.1:9")));

        Assert.Contains("1874", (string?)reply["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_memory_that_cannot_be_understood_is_begun_anew()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
        await using var host = await BotHost.StartAsync(folder);
        await host.Services.GetRequiredService<IStorage>().WriteAsync(
            new Dictionary<string, object>
            {
                ["emulator/conversations/c|1"] = new Dictionary<string, object> { ["ConversationMemory"] = new Dictionary<string, object> { ["Turns"] = 7 } },
            },
            default);

        var reply = Assert.Single(await host.AskAsync(Activities.Message("When was the lighthouse of Norrland built?", "http://127.0.0.1:9")));

        Assert.Contains("1874", (string?)reply["text"], StringComparison.Ordinal);
    }
}
