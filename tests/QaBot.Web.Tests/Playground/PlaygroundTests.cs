namespace QaBot.Web.Tests.Playground;

/// <summary>The tests with the Playground: one of it, one browser and one host at a time.</summary>
[CollectionDefinition(Name)]
public sealed class PlaygroundTests : ICollectionFixture<Browser.Browser>, ICollectionFixture<PlaygroundBot>
{
    public const string Name = "the Agents Playground";
}
