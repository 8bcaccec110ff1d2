using QaBot.Articles;
using QaBot.Passages;

namespace QaBot.Tests.Articles;

public sealed class ArticleFolderTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Files_are_listed_recursively_by_name_with_slashes()
    {
        foreach (var name in (string[])["b.txt", "a.md", "B.txt", "sub/deep/c.TXT", "sub.txt", "é.txt"])
            _root.Write(name, "x");
        Assert.Equal(["B.txt", "a.md", "b.txt", "sub.txt", "sub/deep/c.TXT", "é.txt"], List().Files.Select(file => file.Name));
    }

    [Fact]
    public void What_is_no_article_is_passed_over_in_silence()
    {
        foreach (var name in (string[])[".hidden.txt", ".git/a.txt", "a.txt~", "~$a.txt", "#a.txt#", "a.txt.swp", "a.tmp", "catalog.yaml", "photo.jpg", "LICENSE", "a.txt.part"])
            _root.Write(name, "x");
        var listing = List();
        Assert.Empty(listing.Files);
        Assert.Empty(listing.Problems);
    }

    [Fact]
    public void A_document_of_an_unsupported_format_is_named()
    {
        _root.Write("old.doc", "x");
        _root.Write("sub/catalog.yaml", "x");
        Assert.Equal(("old.doc", "The format .doc is not supported; .txt, .text, .md, .markdown are."), Assert.Single(List().Problems.Select(problem => (problem.Key, problem.Value))));
    }

    [Fact]
    public void A_file_over_the_limit_is_named_and_not_read()
    {
        _root.Write("big.txt", new string('x', 1001));
        _root.Write("small.txt", new string('x', 1000));
        var listing = List(maxFileBytes: 1000);
        Assert.Equal("small.txt", Assert.Single(listing.Files).Name);
        Assert.Equal("It has 1,001 bytes; at most 1,000 are read (Corpus:MaxFileBytes).", listing.Problems["big.txt"]);
    }

    [SkippableFact]
    public void Links_are_followed_inside_the_folder_only_and_never_in_circles()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        using var elsewhere = new TemporaryFolder();
        _root.Write("sub/real.txt", "x");
        File.CreateSymbolicLink(_root["link.txt"], _root["sub/real.txt"]);
        File.CreateSymbolicLink(_root["broken.txt"], _root["nothing.txt"]);
        File.CreateSymbolicLink(_root["outside.txt"], elsewhere.Write("secret.txt", "x"));
        Directory.CreateSymbolicLink(_root["sub/loop"], _root.Path);
        var listing = List();
        Assert.Equal(["link.txt", "sub/real.txt"], listing.Files.Select(file => file.Name));
        Assert.Equal(["broken.txt", "outside.txt", "sub/loop"], listing.Problems.Keys);
    }

    [Fact]
    public void A_missing_folder_and_a_file_in_its_place_are_said_in_one_line()
    {
        var missing = Assert.Throws<CorpusException>(() => Folder(_root["none"]).List());
        Assert.Equal($"The corpus folder {_root["none"]} does not exist.", missing.Message);
        var file = Assert.Throws<CorpusException>(() => Folder(_root.Write("a.txt", "x")).List());
        Assert.Contains("is a file, not a folder", file.Message, StringComparison.Ordinal);
    }

    private FolderListing List(long maxFileBytes = 1_000_000) => Folder(_root.Path, maxFileBytes).List();

    private static ArticleFolder Folder(string path, long maxFileBytes = 1_000_000) =>
        new(path, maxFileBytes, [new TextArticleReader(), new MarkdownArticleReader()]);
}
