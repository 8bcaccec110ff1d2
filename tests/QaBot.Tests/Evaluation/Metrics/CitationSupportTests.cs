using QaBot.Evaluation.Metrics;

namespace QaBot.Tests.Evaluation.Metrics;

public sealed class CitationSupportTests
{
    /// <summary>Quotes support a claim when they have all its words between them.</summary>
    private static bool HaveAllWords(string claim, IReadOnlyList<string> quotes) => claim.Split(' ').All(word => quotes.Any(quote => quote.Split(' ').Contains(word)));

    private static CitationSupport Of(string claim, params string[] quotes) => CitationSupport.Of([(claim, quotes)], HaveAllWords);

    [Fact]
    public void A_citation_that_supports_its_claim_is_relevant() => Assert.Equal(new CitationSupport(1, 1, 1, 1), Of("a b", "a b c"));

    [Fact]
    public void Citations_that_only_together_support_a_claim_are_both_relevant() => Assert.Equal(new CitationSupport(1, 1, 2, 2), Of("a b", "a", "b"));

    [Fact]
    public void A_citation_that_adds_nothing_is_not_relevant() => Assert.Equal(new CitationSupport(1, 1, 2, 1), Of("a b", "a b", "c"));

    [Fact]
    public void Citations_each_of_which_is_enough_are_all_relevant() => Assert.Equal(new CitationSupport(1, 1, 2, 2), Of("a b", "a b", "b a"));

    [Fact]
    public void No_citation_of_an_unsupported_claim_is_relevant() => Assert.Equal(new CitationSupport(1, 0, 2, 0), Of("a b", "a", "c"));

    [Fact]
    public void A_claim_without_a_citation_is_unsupported_and_sums_go_over_claims()
    {
        Assert.Equal(new CitationSupport(2, 1, 1, 1), CitationSupport.Of([("a", ["a"]), ("b", [])], HaveAllWords));
        Assert.Equal(new CitationSupport(0, 0, 0, 0), CitationSupport.Of([], HaveAllWords));
    }
}
