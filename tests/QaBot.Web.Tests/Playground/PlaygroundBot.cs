using QaBot.Web.Tests.Browser;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Playground;

/// <summary>The host that the Playground talks with: it answers from the seeds and offers no questions after an answer.</summary>
/// <remarks>The Playground draws a message that has buttons as plain text, without its citations.</remarks>
public sealed class PlaygroundBot : IAsyncLifetime
{
    private readonly TestFolder _folder = new TestFolder().WithSeeds();

    internal BotHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await BotHost.StartAsync(
        _folder, null, [("Bot:FollowUpTime", "00:00:00"), .. SeedChat.Examples.Select((question, i) => ($"Bot:ExampleQuestions:{i}", question))]);

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        _folder.Dispose();
    }
}
