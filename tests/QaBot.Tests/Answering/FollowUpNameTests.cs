using QaBot.Answering;
using QaBot.Retrieval;

namespace QaBot.Tests.Answering;

public sealed class FollowUpNameTests
{
    private static readonly Analyzer Analyzer = new();

    [Theory]
    [InlineData("Later the general met President Enrique Peña Nieto there.", "Enrique Peña Nieto")]
    [InlineData("The order came from the Great Council, which feared fires.", "the Great Council")]
    [InlineData("The Brookings Institution disagreed.", "the Brookings Institution")]
    [InlineData("They asked the Department of Justice for help.", "the Department of Justice")]
    [InlineData("It was done by the López Obrador administration.", "López Obrador")]
    [InlineData("It was Mexico’s Congress that voted.", "Mexico|Congress")]
    [InlineData("Soon the U.S. and the DEA agreed with Angela Merkel.", "the U.S.|the DEA|Angela Merkel")]
    public void Names_are_found_with_their_article_and_without_their_title(string sentence, string expected) =>
        Assert.Equal(expected.Split('|'), Names(sentence).Select(name => name.InQuestion));

    [Theory]
    [InlineData("Perhaps American investigators fell for it.")]
    [InlineData("The Mexican officials were told in January.")]
    [InlineData("How Bohemia Overtook Venice And Its Glass")]
    [InlineData("MEXICO CITY — It rained.")]
    [InlineData("He was detained in Los Angeles.")]
    [InlineData("She said: “Never again.”")]
    [InlineData("They met the former Secretary of Public Security Ada Vik.")]
    [InlineData("The Glass Society recommends it.")]
    [InlineData("")]
    public void What_only_looks_like_a_name_or_is_a_place_is_none(string sentence) => Assert.Empty(Names(sentence));

    [Theory]
    [InlineData("President Ada Vik, who left in 2018, said so.", true)]
    [InlineData("Ada Vik was the founder.", true)]
    [InlineData("They met Ada Vik (1820–1899) there.", true)]
    [InlineData("They met Ada Vik there.", false)]
    [InlineData("Nobody came.", false)]
    public void A_sentence_that_says_who_someone_is_is_recognised(string sentence, bool expected) =>
        Assert.Equal(expected, new FollowUpName("Ada Vik", IsPerson: true, HasArticle: false).IsIntroducedIn(sentence));

    [Theory]
    [InlineData("In spring Ada Vik opened the furnace that her father had closed.", true)]
    [InlineData("In spring the furnace was opened by Ada Vik.", true)]
    [InlineData("The owner of the furnace on the island said in a letter to the council that keeping it open was worth more than pleasing Ada Vik.", false)]
    [InlineData("In spring Ada Vik’s father opened the furnace that he had closed.", false)]
    [InlineData("Under Ada Vik it is not so.", false)]
    [InlineData("In spring her father opened the furnace that he had closed.", false)]
    public void A_sentence_that_only_mentions_a_name_is_not_about_it(string sentence, bool expected) =>
        Assert.Equal(expected, new FollowUpName("Ada Vik", IsPerson: true, HasArticle: false).IsTopicOf(sentence));

    private static List<FollowUpName> Names(string sentence) =>
        [.. FollowUpName.In(sentence, word => Analyzer.Analyze(word).All(token => token.IsStopWord))];
}
