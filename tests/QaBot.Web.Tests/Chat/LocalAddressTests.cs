using QaBot.Web.Chat;

namespace QaBot.Web.Tests.Chat;

public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:3978/", "http://127.0.0.1:3978")]
    [InlineData("http://127.0.0.1/", "http://0.0.0.0:80")]
    [InlineData("http://127.0.0.1:8080/", "http://[::]:8080")]
    [InlineData("http://127.0.0.1:8080/", "http://+:8080")]
    [InlineData("http://127.0.0.1:8080/", "http://qabot.example:8080")]
    [InlineData("http://[::1]:3978/", "http://[::1]:3978")]
    [InlineData("http://localhost:5000/", "https://localhost:5001", "http://localhost:5000")]
    [InlineData("https://localhost:5001/", "https://localhost:5001")]
    public void It_is_one_that_this_machine_can_connect_to(string expected, params string[] listens) =>
        Assert.Equal(expected, new LocalAddress(new ListeningServer(listens)).Value.AbsoluteUri);

    [Fact]
    public void Before_the_server_listens_there_is_none()
    {
        var address = new LocalAddress(new ListeningServer());

        Assert.Throws<InvalidOperationException>(() => address.Value);
        Assert.False(address.IsOwn("http://127.0.0.1:3978"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:3978", true)]
    [InlineData("http://127.0.0.1:3978/v3/conversations", true)]
    [InlineData("http://127.0.0.1:3979", false)]
    [InlineData("https://127.0.0.1:3978", false)]
    [InlineData("http://127.0.0.1.evil.example:3978", false)]
    [InlineData("http://user@127.0.0.1:3978", true)]
    [InlineData("/relative", false)]
    [InlineData("not an address", false)]
    [InlineData(null, false)]
    public void Only_its_own_addresses_are_its_own(string? url, bool expected) =>
        Assert.Equal(expected, new LocalAddress(new ListeningServer("http://127.0.0.1:3978")).IsOwn(url));
}
