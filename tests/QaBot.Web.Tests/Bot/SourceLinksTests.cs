using Microsoft.Extensions.Configuration;
using QaBot.Web.Bot;

namespace QaBot.Web.Tests.Bot;

public sealed class SourceLinksTests
{
    private static readonly Uri Own = new("http://127.0.0.1:3978");

    [Fact]
    public void A_public_address_is_for_everyone() =>
        Assert.Equal("https://qabot.example/base", Links("https://qabot.example/base", Own).StartFor("http://127.0.0.1:3978/")?.AbsoluteUri);

    [Theory]
    [InlineData("http://127.0.0.1:3978", true)]
    [InlineData("http://127.0.0.1:3978/", true)]
    [InlineData("http://127.0.0.1:3979", false)]
    [InlineData("https://127.0.0.1:3978", false)]
    [InlineData("http://127.0.0.1.evil.example:3978", false)]
    [InlineData("not an address", false)]
    [InlineData(null, false)]
    public void Without_one_only_who_came_through_this_process_gets_links(string? serviceUrl, bool expected) =>
        Assert.Equal(expected ? Own : null, Links(null, Own).StartFor(serviceUrl));

    [Fact]
    public void Nobody_gets_links_to_an_address_that_is_not_known() => Assert.Null(Links(null, null).StartFor("http://127.0.0.1:3978"));

    private static SourceLinks Links(string? publicUrl, Uri? own) => new(
        new PublicUrl(new ConfigurationBuilder().AddInMemoryCollection([new(PublicUrl.Key, publicUrl)]).Build()), () => own);
}
