using QaBot.Grounding;
using QaBot.Retrieval;
using static QaBot.Grounding.GroundingVerdict;

namespace QaBot.Tests.Grounding;

/// <summary>QaBot in one page: what a bot may say when this is all that its source says.</summary>
public class CitationVerifierTests
{
    private const string Source =
        "Under the Mérida Initiative, the United States has provided Mexico with $1.6 billion since 2008. " +
        "In October 2020, Gen. Salvador Cienfuegos was arrested in Los Angeles. " +
        "Prosecutors said that he took bribes from two cartels. " +
        "Some officials did not expect the arrest. Seizures of fentanyl rose in 2020. " +
        "Mexico may expel agents of the Drug Enforcement Administration.";

    private readonly CitationVerifier _verifier = new(new Analyzer());

    [Theory]
    // The source's own words, and the same said otherwise.
    [InlineData("In October 2020, Gen. Salvador Cienfuegos was arrested in Los Angeles.", Supported)]
    [InlineData("Salvador Cienfuegos was arrested in Los Angeles in October 2020.", Supported)]
    // Numbers: the digits, the magnitude, the unit.
    [InlineData("The United States has provided Mexico with $1,600 million since 2008.", Supported)]
    [InlineData("The United States has provided Mexico with $1.6 million since 2008.", Unsupported)]
    [InlineData("The United States has provided Mexico with $1.9 billion since 2008.", Unsupported)]
    [InlineData("Prosecutors said that he took bribes from 2 cartels.", Supported)]
    [InlineData("Prosecutors said that he took bribes from three cartels.", Unsupported)]
    // Dates and names.
    [InlineData("Cienfuegos was arrested in October 2019.", Unsupported)]
    [InlineData("Cienfuegos was arrested in March 2020.", Unsupported)]
    [InlineData("Salvador Cienfuegos was arrested in San Diego.", Unsupported)]
    [InlineData("Mexico may expel agents of the DEA.", Supported)]
    // Negation, opposites, quantifiers.
    [InlineData("Cienfuegos was not arrested in Los Angeles.", Unsupported)]
    [InlineData("Some officials expected the arrest.", Unsupported)]
    [InlineData("Seizures of fentanyl fell in 2020.", Unsupported)]
    [InlineData("All officials did not expect the arrest.", Partial)]
    // Other words for the same: families, synonyms, another order.
    [InlineData("American aid for Mexico under the Mérida Initiative has amounted to 1.6 billion dollars since 2008.", Supported)]
    [InlineData("It was in Los Angeles that General Cienfuegos was detained in October 2020.", Supported)]
    // A name that the source has, but in another's place.
    [InlineData("In October 2020, Gen. Salvador Cienfuegos was arrested in Mexico.", Partial)]
    // Who says so, and whether it has happened.
    [InlineData("Prosecutors said he took bribes from two cartels.", Supported)]
    [InlineData("He took bribes from two cartels.", Partial)]
    [InlineData("Diplomats said that he took bribes from two cartels.", Partial)]
    [InlineData("Mexico expels agents of the Drug Enforcement Administration.", Partial)]
    // Something else altogether.
    [InlineData("The capital of France is Paris.", Unsupported)]
    public void A_claim_gets_the_verdict_that_its_source_allows(string claim, GroundingVerdict verdict)
    {
        var result = _verifier.Verify(claim, [Source]);

        Assert.True(verdict == result.Verdict, $"{result.Verdict} ({result.Score:F2}): {result.Reason}");
    }

    [Theory]
    [InlineData("The United States has provided Mexico with $1.9 billion since 2008.", "“$1.9 billion”")]
    [InlineData("Salvador Cienfuegos was arrested in San Diego.", "“San”")]
    [InlineData("Cienfuegos was not arrested in Los Angeles.", "“arrested”")]
    [InlineData("Seizures of fentanyl fell in 2020.", "“rose”")]
    [InlineData("He took bribes from two cartels.", "“said”")]
    public void The_reason_names_what_decided(string claim, string decisive) =>
        Assert.Contains(decisive, _verifier.Verify(claim, [Source]).Reason, StringComparison.Ordinal);

    [Fact]
    public void The_sources_own_words_score_one() => Assert.Equal(1, _verifier.Verify("Seizures of fentanyl rose in 2020.", [Source]).Score);

    [Fact]
    public void Spaces_quotes_and_emphasis_are_not_words() =>
        Assert.Equal(1, _verifier.Verify("**“It was\nhasty,”** he said.", ["\"It was\u00A0hasty,\" he said. It was."]).Score);

    [Fact]
    public void Words_cut_out_of_a_denial_are_not_what_it_states() =>
        Assert.NotEqual(Supported, _verifier.Verify("Mexico dropped the charges.", ["The ministry denied that Mexico dropped the charges."]).Verdict);

    [Fact]
    public void Two_sources_may_support_a_claim_together() =>
        Assert.Equal(
            Supported,
            _verifier.Verify("Cienfuegos was arrested in Los Angeles in October.", ["Cienfuegos was arrested in Los Angeles.", "It was in October that Cienfuegos was arrested."]).Verdict);

    [Fact]
    public void Without_a_source_nothing_is_supported() => Assert.Equal(Unsupported, _verifier.Verify("Anything at all.", []).Verdict);

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("…?!")]
    public void A_claim_without_words_is_not_supported(string claim) => Assert.Equal(Unsupported, _verifier.Verify(claim, [Source]).Verdict);

    [FsCheck.Xunit.Property(MaxTest = 300)]
    public void Any_texts_get_a_score_between_0_and_1_and_a_reason(string? claim, string?[] sources)
    {
        var result = _verifier.Verify(claim ?? "", [.. sources.Select(s => s ?? "")]);

        Assert.InRange(result.Score, 0, 1);
        Assert.NotEmpty(result.Reason);
    }
}
