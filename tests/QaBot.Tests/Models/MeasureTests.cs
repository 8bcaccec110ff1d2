using QaBot.Models.Extractive;

namespace QaBot.Tests.Models;

public class MeasureTests
{
    [Theory]
    [InlineData("How old is the mayor?", "The mayor, aged 61, spoke.", "61", true)]
    [InlineData("How old is the mayor?", "The mayor is 61 years old.", "61", true)]
    [InlineData("How old is the mayor?", "The mayor spent $3 billion.", "3 billion", false)]
    [InlineData("How old is the mayor?", "The mayor met 14 ministers.", "14", false)]
    [InlineData("How long did it take?", "It took them three months.", "three", true)]
    [InlineData("How long is the bridge?", "The bridge is 400 m and has six lanes.", "400", true)]
    [InlineData("How long is the bridge?", "The bridge is 400 m and has six lanes.", "six", false)]
    [InlineData("How far is the harbour?", "The harbour is 12.5 kilometres away.", "12.5", true)]
    [InlineData("How tall is the tower?", "The tower of 1887 has 12 bells.", "12", false)]
    [InlineData("How fast does it go?", "It goes 80 km/h with 40 people.", "80", true)]
    [InlineData("How fast does it go?", "It goes 80 km/h with 40 people.", "40", false)]
    [InlineData("How heavy is the bell?", "The bell weighs 3 tons.", "3", true)]
    [InlineData("How hot does it get?", "It gets 40 degrees on 9 days.", "40", true)]
    [InlineData("How many people died?", "Tens of thousands died.", "thousands", true)]
    [InlineData("How many people died?", "The war cost $12 million.", "12 million", false)]
    [InlineData("How many people died?", "It fell by 12 percent.", "12", false)]
    public void Only_amounts_in_what_is_asked_for_answer(string question, string sentence, string number, bool isOf)
    {
        var measure = Measure.AskedIn(question);

        Assert.NotNull(measure);
        Assert.Equal(isOf, measure.IsOf(sentence, sentence.IndexOf(number, StringComparison.Ordinal), number.Length));
    }

    [Fact]
    public void Any_number_may_answer_where_no_unit_is_asked_for() => Assert.Null(Measure.AskedIn("What is the size of the collection?"));
}
