using QaBot.Grounding;
using QaBot.Retrieval;
using static QaBot.Grounding.GroundingVerdict;

namespace QaBot.Tests.Grounding;

/// <summary>Rewordings that look like contradictions, beside contradictions that look like rewordings.</summary>
public class RewordingTests
{
    private readonly CitationVerifier _verifier = new(new Analyzer());

    [Theory]
    // Opposites said of different things.
    [InlineData("The mine raised its output, and prices of copper fell.", "The mine raised its output of copper, and so prices fell.", Supported)]
    [InlineData("The mine lowered its output of copper.", "The mine raised its output of copper in 1990.", Unsupported)]
    // Denied in other words.
    [InlineData("The mine yields copper rather than tin.", "The mine yields copper but not tin.", Supported)]
    [InlineData("The mine does not yield tin.", "The mine yields copper but not tin.", Supported)]
    [InlineData("The mine yields tin.", "The mine does not yield tin.", Unsupported)]
    [InlineData("The new shaft of the mine has yet to be opened.", "The new shaft of the mine has not been opened.", Supported)]
    [InlineData("The mine yields copper and tin.", "The mine yields not only copper but tin.", Supported)]
    [InlineData("No other mine in the north is as deep as Orn.", "Orn is deeper than any other mine in the north.", Supported)]
    // Quantifiers.
    [InlineData("The shaft was partly rebuilt in 1990.", "The shaft was completely rebuilt in 1990.", Partial)]
    [InlineData("About half of the miners left the mine.", "Nearly all the miners left the mine.", Unsupported)]
    [InlineData("The miners most often worked at night.", "The miners often worked at night.", Supported)]
    // Names.
    [InlineData("Since 1962 the coal in the mine has been burning.", "The coal in the mine has been burning from 1962 on.", Supported)]
    [InlineData("The López Obrador government closed the mine.", "AMLO's government closed the mine.", Supported)]
    [InlineData("The mine belonged to a company of the West.", "The mine belonged to a Western company.", Supported)]
    // Who says so.
    [InlineData("Anna Berg wrote that the mine yields tin.", "The mine reportedly yields tin. Karl Lund is its owner.", Unsupported)]
    [InlineData("Water in the mine could rise to the shaft.", "Lund wrongly surmised that water in the mine was able to rise to the shaft.", Partial)]
    // Whether it is so, or may be.
    [InlineData("The shaft is flooded in spring.", "The shaft may be flooded in spring.", Partial)]
    [InlineData("Lund offered free tickets to visitors of the mine.", "Lund supposedly offered free tickets to visitors of the mine.", Unsupported)]
    [InlineData("The mine is divided into three parts.", "The mine can be divided into three parts.", Supported)]
    // How many "the two" are, the claim takes for known.
    [InlineData("The two countries share the mine.", "Norway and Sweden share the mine between the countries.", Supported)]
    [InlineData("The two mines were closed.", "The three mines were closed.", Unsupported)]
    public void A_rewording_is_told_from_a_contradiction(string claim, string source, GroundingVerdict verdict)
    {
        var result = _verifier.Verify(claim, [source]);

        Assert.True(verdict == result.Verdict, $"{result.Verdict} ({result.Score:F2}): {result.Reason}");
    }
}
