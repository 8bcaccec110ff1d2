using QaBot.Articles;
using QaBot.Passages;

namespace QaBot.Tests.Articles;

public sealed class ArticleCatalogTests
{
    [Fact]
    public void Entries_override_what_the_article_states()
    {
        var entry = ArticleCatalog.Parse("a.txt:\n  title: T\n  author: ~\n  aliases: [One, 'Two']\n")["a.txt"]!;
        var article = entry.ApplyTo(new Article { Name = "a.txt", Text = "x", ContentHash = "h", Blocks = [], Title = "Own", Author = "Ann" });
        Assert.Equal(("T", "Ann", "x", "h"), (article.Title, article.Author, article.Text, article.ContentHash));
        Assert.Equal(["One", "Two"], article.Aliases);
    }

    [Fact]
    public void A_file_that_is_not_named_has_no_entry() => Assert.Null(ArticleCatalog.Parse("a.txt: {}")["b.txt"]);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    public void An_empty_catalog_says_nothing(string yaml) => Assert.Empty(ArticleCatalog.Parse(yaml).Names);

    [Theory]
    [InlineData("a.txt:\n  titel: T\n", "Line 2: 'titel' is not one of title, author, publisher, date, aliases.")]
    [InlineData("a.txt:\n  title: [x]\n", "Line 2: title must be text.")]
    [InlineData("a.txt:\n  aliases: x\n", "Line 2: 'aliases' must be a list.")]
    [InlineData("- a.txt\n", "Line 1: the catalog must be a mapping of keys to values.")]
    [InlineData("a.txt: T\n", "Line 1: 'a.txt' must be a mapping of keys to values.")]
    public void A_mistake_is_named_with_its_line(string yaml, string message) =>
        Assert.Equal(message, Assert.Throws<CorpusException>(() => ArticleCatalog.Parse(yaml)).Message);

    [Theory]
    [InlineData("a.txt: {title: 'x\n")]
    [InlineData("a.txt:\n  title: x\n title: y\n")]
    [InlineData("a.txt: {}\na.txt: {}\n")]
    [InlineData("a: *b\n")]
    public void Broken_YAML_is_a_problem_with_a_line(string yaml) =>
        Assert.StartsWith("Line ", Assert.Throws<CorpusException>(() => ArticleCatalog.Parse(yaml)).Message, StringComparison.Ordinal);
}
