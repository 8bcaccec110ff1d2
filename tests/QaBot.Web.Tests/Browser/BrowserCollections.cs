namespace QaBot.Web.Tests.Browser;

/// <summary>The tests with a browser, in two collections that run at the same time and take about as long.</summary>
internal static class BrowserCollections
{
    public const string Answers = "answers in the browser";

    public const string Conversations = "conversations in the browser";
}

[CollectionDefinition(BrowserCollections.Answers)]
public sealed class BrowserAnswers : ICollectionFixture<Browser>, ICollectionFixture<SeedChat>;

[CollectionDefinition(BrowserCollections.Conversations)]
public sealed class BrowserConversations : ICollectionFixture<Browser>, ICollectionFixture<SeedChat>;
