using FsCheck;
using FsCheck.Xunit;
using QaBot.Articles;
using QaBot.Grounding;
using QaBot.Retrieval;

namespace QaBot.Tests.Grounding;

public class QuoteFinderTests
{
    private const string Text =
        "Nobody was surprised. Mexico’s president “unilaterally”\nreleased the 751\u00A0pages of evidence. " +
        "The United States protested. It was a breach of the treaty, officials said.";

    private readonly QuoteFinder _finder = new(new Analyzer());

    [Theory]
    [InlineData("The United States protested.", "The United States protested.")]
    [InlineData("Mexico's president \"unilaterally\" released the 751 pages of evidence.", "Mexico’s president “unilaterally”\nreleased the 751\u00A0pages of evidence.")]
    [InlineData("However, **the United States protested**.", "The United States protested.")]
    [InlineData("It was a breach of the treaty", "It was a breach of the treaty")]
    [InlineData("and the 751 pages of evidence", "the 751\u00A0pages of evidence.")]
    public void The_claims_own_words_are_the_quote(string claim, string quote) => Assert.Equal(quote, Find(claim, Text));

    [Theory]
    [InlineData("751 pages were released by the Mexican president.", "Mexico’s president “unilaterally”\nreleased the 751\u00A0pages of evidence.")]
    [InlineData("Officials called it a treaty breach.", "It was a breach of the treaty, officials said.")]
    public void A_reworded_claim_gets_the_sentence_that_it_rests_on(string claim, string quote) => Assert.Equal(quote, Find(claim, Text));

    [Fact]
    public void A_claim_that_joins_sentences_gets_them_all() =>
        Assert.Equal(
            "The United States protested. It was a breach of the treaty, officials said.",
            Find("Officials of the United States, which protested, said there was a breach of the treaty.", Text));

    [Theory]
    [InlineData("Penguins live on krill.")]
    [InlineData("")]
    [InlineData("…")]
    public void A_claim_about_something_else_has_no_quote(string claim) => Assert.Null(Find(claim, Text));

    [Fact]
    public void Words_within_words_are_not_found()
    {
        const string text = "The start was late. An art of its own.";

        Assert.Equal(text.IndexOf("art of", StringComparison.Ordinal), _finder.Find("art", text, new TextSpan(0, text.Length))!.Value.Start);
    }

    [Fact]
    public void A_quote_stays_within_its_range()
    {
        var range = new TextSpan(Text.IndexOf("The United", StringComparison.Ordinal), Text.Length);

        Assert.Null(_finder.Find("751 pages", Text, range));
        Assert.True(range.Contains(_finder.Find("The United States protested.", Text, range)!.Value));
    }

    [Property(MaxTest = 300)]
    public void Any_quote_is_a_piece_of_its_range_without_space_at_its_ends(NonNull<string> claim, NonNull<string> text, NonNegativeInt from)
    {
        var source = text.Get + " " + claim.Get + ". " + text.Get;
        var range = new TextSpan(Math.Min(from.Get, source.Length), source.Length);

        if (_finder.Find(claim.Get, source, range) is not { } quote)
            return;
        Assert.True(range.Contains(quote));
        Assert.Equal(quote, quote.Trim(source));
        Assert.False(quote.IsEmpty);
    }

    private string? Find(string claim, string text) => _finder.Find(claim, text, new TextSpan(0, text.Length)) is { } span ? text.Slice(span) : null;
}
