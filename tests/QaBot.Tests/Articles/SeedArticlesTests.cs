using System.Text;
using QaBot.Articles;

namespace QaBot.Tests.Articles;

public sealed class SeedArticlesTests
{
    [Theory]
    [InlineData("000", "After Cienfuegos release, the US-Mexico security relationship enters a deep freeze")]
    [InlineData("001", null)]
    [InlineData("002", "Arresting General Cienfuegos and the Limits of Bilateralism")]
    [InlineData("003", "Is Mexico’s Drug War Taking a Turn for the Worse?")]
    [InlineData("004", "U.S. arrest of former Mexican defense chief tests anti-drug alliance")]
    public async Task A_title_is_what_the_article_states_or_nothing(string number, string? title) =>
        Assert.Equal(title, (await Seeds.ReadAsync(number)).Title);

    [Theory]
    [InlineData("000", "Be the first to comment", "Leave a Reply")]
    [InlineData("001")]
    [InlineData("002", "Politics Foreign Affairs Culture Fellows Program", "Credit: Carlos Tischler", "Become a Member today for a growing stake in the conservative movement.", "Join here!", "Join here")]
    [InlineData("003")]
    [InlineData(
        "004", "The Washington PostDemocracy Dies in Darkness", "(Bill Robles/AP)", "U.S. cases claim Mexican drug cartels had reach deep into security ranks",
        "Under U.S.-Mexico border, a network of tunnels exploited by traffickers", "Mexico’s Jalisco New Generation cartel blazes a bloody path",
        "Opinion: Cienfuegos arrest should be turning point in Mexico’s war on drugs", "Mexico arrests cartel chief ‘El Marro’",
        "A general was key suspect in Mexico’s biggest anti-corruption probe. Then he vanished.")]
    public async Task Only_what_belongs_to_the_page_is_boilerplate(string number, params string[] expected)
    {
        var article = await Seeds.ReadAsync(number);
        Assert.Equal(expected, article.Blocks.Where(block => block.Kind == BlockKind.Boilerplate).Select(block => article.Text.Slice(block.Span)));
    }

    [Theory]
    [InlineData("001", "* Vanda Felbab-Brown is a senior fellow")]
    [InlineData("003", "Source: Bloomberg")]
    [InlineData("004", "In this court artist sketch")]
    [InlineData("004", "Ryan reported from Washington.")]
    public async Task What_says_something_is_content(string number, string start)
    {
        var article = await Seeds.ReadAsync(number);
        var block = article.Blocks.Single(block => article.Text.Slice(block.Span).StartsWith(start, StringComparison.Ordinal));
        Assert.Contains(block.Kind, (BlockKind[])[BlockKind.Paragraph, BlockKind.ListItem]);
    }

    [Fact]
    public async Task Headings_inside_an_article_are_found()
    {
        var article = await Seeds.ReadAsync("004");
        Assert.Equal(
            ["Intercepted messages", "Mexico seeks 'proof'"],
            article.Blocks.Where(block => block.HeadingLevel == 2).Select(block => article.Text.Slice(block.Span)));
    }

    [Fact]
    public async Task Every_byte_is_kept_and_with_them_the_no_break_spaces()
    {
        var spaces = 0;
        foreach (var file in Seeds.Files)
        {
            var article = await Seeds.ReadAsync(Path.GetFileName(file)[..3]);
            Assert.Equal(await File.ReadAllBytesAsync(file), Encoding.UTF8.GetBytes(article.Text));
            spaces += article.Text.Count(c => c == '\u00A0');
        }

        Assert.Equal(60, spaces);
    }

    [Fact]
    public void The_catalog_says_only_what_stands_in_the_articles()
    {
        var catalog = ArticleCatalog.Read(Path.Combine(Seeds.Path, ArticleCatalog.FileName));
        foreach (var name in catalog.Names)
        {
            var text = File.ReadAllText(Path.Combine(Seeds.Path, name));
            var entry = catalog[name]!;
            foreach (var stated in entry.Aliases.Concat(new[] { entry.Title, entry.Author, entry.Publisher, entry.Date }.OfType<string>()))
                Assert.Contains(stated, text, StringComparison.Ordinal);
        }
    }
}
