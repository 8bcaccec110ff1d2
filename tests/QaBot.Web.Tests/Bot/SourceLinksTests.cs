using Microsoft.Extensions.Configuration;
using QaBot.Web.Bot;
using QaBot.Web.Chat;
using QaBot.Web.Tests.Chat;

namespace QaBot.Web.Tests.Bot;

public sealed class SourceLinksTests
{
    private const string Own = "http://127.0.0.1:3978/";

    [Fact]
    public void A_public_address_is_for_everyone() =>
        Assert.Equal("https://qabot.example/base", Links("https://qabot.example/base").StartFor("http://198.51.100.7/")?.AbsoluteUri);

    [Theory]
    [InlineData(Own, Own)]
    [InlineData("http://127.0.0.1:3979", Own)]
    [InlineData("http://localhost:56150/_connector", Own)]
    [InlineData("http://[::1]:1", Own)]
    [InlineData("https://smba.trafficmanager.net/emea/", null)]
    [InlineData("http://198.51.100.7", null)]
    [InlineData("nonsense", null)]
    [InlineData(null, null)]
    public void Without_one_only_who_is_on_this_machine_gets_links(string? serviceUrl, string? expected) =>
        Assert.Equal(expected, Links(null).StartFor(serviceUrl)?.AbsoluteUri);

    private static SourceLinks Links(string? publicUrl) => new(
        new PublicUrl(new ConfigurationBuilder().AddInMemoryCollection([new(PublicUrl.Key, publicUrl)]).Build()), new LocalAddress(new ListeningServer(Own)));
}
