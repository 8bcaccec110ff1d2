using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Playground;

/// <summary>The host that the Playground talks with: it answers from the seeds, with the settings of the repository.</summary>
public sealed class PlaygroundBot : IAsyncLifetime
{
    private readonly TestFolder _folder = new TestFolder().WithSeeds();

    internal BotHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        File.Copy(Path.Combine(TestFolder.Repository, "appsettings.json"), Path.Combine(_folder.Path, "appsettings.json"), overwrite: true);
        // The first is the default, which the hosts of tests have not; with more time a busy machine finds questions to suggest too.
        Host = await BotHost.StartAsync(_folder, null, ("Bot:Workbench", "Auto"), ("Bot:FollowUpTime", "00:00:02"));
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        _folder.Dispose();
    }
}
