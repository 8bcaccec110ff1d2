using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using QaBot.Web.Chat;

namespace QaBot.Web.Tests.Http;

public sealed class StaticFilesTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
    private BotHost _host = null!;

    public async Task InitializeAsync() => _host = await BotHost.StartAsync(_folder);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [SkippableFact]
    public async Task Web_Chat_is_the_pinned_file_and_kept_for_good()
    {
        var script = new WebChatScript(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        Skip.IfNot(script.IsLocal, "The build could not take Web Chat from npm.");

        using var response = await _host.Client.GetAsync(script.Src);

        Assert.Equal(WebChatScript.Hash, $"sha384-{Convert.ToBase64String(SHA384.HashData(await response.Content.ReadAsByteArrayAsync()))}");
        Assert.Equal("text/javascript", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public void Without_the_file_Web_Chat_comes_from_the_CDN_and_only_as_the_pinned_file()
    {
        var script = new WebChatScript(_folder.Path);

        Assert.False(script.IsLocal);
        Assert.Equal("https://cdn.jsdelivr.net/npm/botframework-webchat@4.18.1/dist/webchat.js", script.Src);
        Assert.Equal(WebChatScript.Hash, script.Integrity);
    }

    [Fact]
    public void With_the_file_Web_Chat_comes_from_here()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "lib"));
        File.WriteAllText(Path.Combine(_folder.Path, "lib", "webchat-4.18.1.js"), "");

        var script = new WebChatScript(_folder.Path);

        Assert.True(script.IsLocal);
        Assert.Equal("/lib/webchat-4.18.1.js", script.Src);
        Assert.Null(script.Integrity);
    }

    [Theory]
    [InlineData("/theme.css", "text/css")]
    [InlineData("/pages.css", "text/css")]
    [InlineData("/article.js", "text/javascript")]
    public async Task The_pages_files_are_asked_for_again_and_answered_by_their_ETag(string path, string type)
    {
        using var first = await _host.Client.GetAsync(path);
        Assert.Equal(type, first.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", first.Headers.CacheControl?.ToString());

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _host.Client.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/pages.css", "br")]
    [InlineData("/pages.css", "gzip")]
    [InlineData("/article.js", "br")]
    [InlineData("/sources", "br")]
    [InlineData("/sources/a.txt", "gzip")]
    public async Task Text_is_compressed_for_those_who_can_read_it(string path, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        using var response = await _host.Client.SendAsync(request);
        using var plain = await _host.Client.GetAsync(path);

        Assert.Equal(encoding, Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.True((await response.Content.ReadAsByteArrayAsync()).Length < (await plain.Content.ReadAsByteArrayAsync()).Length);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("/..%2fappsettings.json")]
    [InlineData("/lib/..%2f..%2fappsettings.json")]
    [InlineData("/%2e%2e/QaBot.Web.dll")]
    [InlineData("/..%5cappsettings.json")]
    [InlineData("/_Layout.cshtml")]
    public async Task Nothing_outside_the_folder_is_served(string path)
    {
        using var response = await _host.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
