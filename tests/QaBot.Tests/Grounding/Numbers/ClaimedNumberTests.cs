using QaBot.Grounding;
using QaBot.Grounding.Numbers;
using QaBot.Retrieval;

namespace QaBot.Tests.Grounding.Numbers;

/// <summary>Numbers that a claim states in another form than its source.</summary>
public class ClaimedNumberTests
{
    [Theory]
    // Fractions and percentages.
    [InlineData("Three quarters of the houses burned.", "75% of the houses burned.", true)]
    [InlineData("More than three quarters of the houses burned.", "Seventy-eight percent of the houses burned.", true)]
    [InlineData("More than three quarters of the houses burned.", "72% of the houses burned.", false)]
    [InlineData("Nearly four in five houses burned.", "78% of the houses burned.", true)]
    [InlineData("Four out of five houses burned.", "60% of the houses burned.", false)]
    [InlineData("A third of the houses burned.", "33% of the houses burned.", true)]
    [InlineData("Less than a third of the houses burned.", "A little less than a third of the houses burned.", true)]
    [InlineData("Two thirds of the houses burned.", "A third of the houses burned.", false)]
    [InlineData("More than half of the houses burned.", "The majority of the houses burned.", true)]
    [InlineData("About half of the houses burned.", "Nearly all the houses burned.", false)]
    [InlineData("About 33% of the houses burned.", "A third of the houses burned.", true)]
    [InlineData("The rate is between 3 and 3.5 percent.", "The rate is 3% to 3.5%.", true)]
    // Decades and centuries.
    [InlineData("It was built in the 1970s.", "It was built in 1975.", true)]
    [InlineData("It was built in the mid-1970s.", "It was built in 1975.", true)]
    [InlineData("It was built in the late 1970s.", "It was built in 1971.", false)]
    [InlineData("It was built at the end of the 1980s.", "It was built in 1989.", true)]
    [InlineData("It was built in the 1960s.", "It was built in 1975.", false)]
    [InlineData("It was built in the 1700s.", "It was built in the eighteenth century.", true)]
    [InlineData("It was built in the early 1900s.", "It was built in the early 20th century.", true)]
    [InlineData("It was built in the thirteenth century.", "It was built in 1275.", true)]
    [InlineData("It was built in the fourteenth century.", "It was built in 1275.", false)]
    [InlineData("It was built in the 20th century.", "It was built in the 1990s.", true)]
    // Lengths of time.
    [InlineData("She led it for six years.", "She led it from 2000 to 2006.", true)]
    [InlineData("She led it for seven years.", "She led it from 2000 to 2006.", false)]
    [InlineData("It lasted two decades.", "It lasted from 1975 until 1996.", true)]
    [InlineData("It lasted four decades.", "It lasted from 1975 until 1996.", false)]
    // Roundings.
    [InlineData("About 428,000 people lived there.", "427,652 people lived there.", true)]
    [InlineData("Nearly 500,000 people lived there.", "427,652 people lived there.", false)]
    public void A_number_is_stated_in_any_form(string claim, string source, bool isStated)
    {
        var analyzer = new Analyzer();
        var stated = new Statement(source, analyzer);

        var number = Assert.Single(new Statement(claim, analyzer).Numbers.Select(n => n.IsStatedIn(stated)).Distinct());

        Assert.Equal(isStated, number);
    }

    [Theory]
    [InlineData("In the first half of the match they scored three goals.")]
    [InlineData("A third man was seen at the 2nd gate.")]
    [InlineData("It opened on 4 May 1932.")]
    public void What_only_looks_like_a_fraction_or_a_period_is_none(string claim) =>
        Assert.DoesNotContain(new Statement(claim, new Analyzer()).Numbers, number => number is Fraction or Period or Duration);
}
