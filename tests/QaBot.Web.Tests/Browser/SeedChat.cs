using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Browser;

/// <summary>A host that answers from the seeds, shared by the tests of one collection; each visitor has a conversation of their own.</summary>
public sealed class SeedChat : IAsyncLifetime
{
    private readonly TestFolder _folder = new TestFolder().WithSeeds();

    public static IReadOnlyList<string> Examples { get; } =
    [
        "How many pages of US evidence did Mexico publish?",
        "What was General Cienfuegos accused of?",
        "What restrictions did Mexico's Congress put on U.S. agents?",
    ];

    internal BotHost Host { get; private set; } = null!;

    // With more time than by default a busy machine finds questions to suggest too.
    public async Task InitializeAsync() => Host = await BotHost.StartAsync(
        _folder, null, [("Bot:FollowUpTime", "00:00:02"), .. Examples.Select((question, i) => ($"Bot:ExampleQuestions:{i}", question))]);

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The words that the address of a citation points at.</summary>
    public string WordsAt(string? address)
    {
        var url = new Uri(Host.Client.BaseAddress!, address);
        var query = System.Web.HttpUtility.ParseQueryString(url.Query);
        var name = Uri.UnescapeDataString(url.AbsolutePath["/sources/".Length..]);
        var article = Host.Corpus.Current!.Articles.Single(article => article.Name == name);
        return article.Text[int.Parse(query["start"]!, null)..int.Parse(query["end"]!, null)];
    }
}
