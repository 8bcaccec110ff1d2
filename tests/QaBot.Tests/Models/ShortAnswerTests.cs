using QaBot.Answering;
using QaBot.Articles;
using QaBot.Models.Extractive;
using QaBot.Retrieval;

namespace QaBot.Tests.Models;

public sealed class ShortAnswerTests
{
    private static readonly SentenceRanker s_ranker = new(new Analyzer(), Bm25Index.Empty, new Thesaurus(new Analyzer()));

    [Theory]
    [InlineData("When was the mill burnt?", "The mill, which Ada Brand had run from 1840 to 1851, was burnt on October 5, 1852, by a crowd of weavers.", "October 5, 1852")]
    [InlineData("When was the mill burnt?", "The mill, which Ada Brand ran from 1840-1851, was burnt while she visited the city in October 1852 with her sister.", "October 1852")]
    [InlineData("When was the mill built?", "The mill was built between 1851 and 1854 by Ada Brand.", "between 1851 and 1854")]
    [InlineData("When was the mill built?", "The mill was built in the late 18th century by Ada Brand.", "the late 18th century")]
    [InlineData("When was Ada Brand born?", "Ada Brand (weaver, born 1841) Ada Brand (19 March 1841 – 10 April 1918) was a weaver.", "19 March 1841")]
    [InlineData("How many looms did the mill have?", "At its height the mill had 400 looms, and the town had one inn.", "400 looms")]
    [InlineData("How much was paid for the mill?", "A bank in the city paid $1.6 million for the mill.", "$1.6 million for the mill")]
    [InlineData("How many looms did the mill buy?", "At its height the mill had bought 400 looms of U.S. make.", "400 looms of U.S. make")]
    [InlineData("What percentage of the cloth was sold abroad?", "Of the cloth 40 percent was sold abroad.", "40 percent")]
    public void A_date_or_an_amount_answers_by_itself(string question, string sentence, string expected) => Assert.Equal(expected, Shorten(question, sentence));

    [Theory]
    [InlineData("When was the mill burnt?", "The mill was burnt three years ago by a crowd.")]
    [InlineData("When was the mill burnt?", "The mill was burnt last year by a crowd.")]
    [InlineData("When was Ada Brand born?", "Ada Brand was seen at the mill on March 3, 1852, with her sister.")]
    [InlineData("When was the mill burnt?", "The mill was burnt in October by a crowd of weavers.")]
    [InlineData("When was the mill burnt?", "The mill was burnt by a crowd of weavers.")]
    [InlineData("How many looms did the mill have?", "The mill stood 3 miles south of the town.")]
    [InlineData("Who built the mill?", "The mill was built by Ada Brand in 1852.")]
    public void What_no_pattern_tells_for_sure_is_left_to_the_sentence(string question, string sentence) => Assert.Null(Shorten(question, sentence));

    [Fact]
    public void Of_an_overlong_sentence_the_clauses_that_the_question_is_about_are_shown()
    {
        const string sentence = "The valley had, in the order of their founding, a fulling mill by the upper bridge that served the parish for eighty years; a paper mill that changed hands "
            + "twice; the silk mill of the Brand family, whose looms were driven by water until steam came; a dye house; two inns, of which one still stands; and a school for the children of the weavers.";

        var run = Excerpt(sentence, "What drove the looms of the silk mill?");

        Assert.NotNull(run);
        Assert.Contains("the silk mill of the Brand family, whose looms were driven by water", run, StringComparison.Ordinal);
        Assert.Contains(run, sentence, StringComparison.Ordinal);
        Assert.True(run.Length <= 230);
    }

    [Theory]
    [InlineData("The looms of the mill were stolen by the owner himself in the night before the fire, were sold to a dealer in the city and shipped abroad on a vessel of his cousin's together with the whole of the stock of silk that belonged to the creditors of the bank, prosecutors alleged.")]
    [InlineData("The looms of the mill were driven by water and steam in turn, a dye house stood at the back of it, two inns served the weavers and a school their children, and all of it belonged to the Brand family and to a bank in the city, if the record of the parish can be trusted.")]
    [InlineData("If the record of the parish can be trusted, which was kept by one hand for forty years and copied by another after the fire that took the town hall with most of what the council had collected of its letters, its maps and its accounts since the days of the first bridge, the looms of the mill were driven by water and steam in turn, a dye house stood at the back of it, and two inns served the weavers and a school their children.")]
    public void A_sentence_that_says_who_says_so_or_on_what_condition_stays_whole(string sentence) => Assert.Null(Excerpt(sentence, "What became of the looms of the mill?"));

    [Fact]
    public void A_sentence_that_can_be_read_at_a_glance_stays_whole() =>
        Assert.Null(Excerpt("The looms of the mill were driven by water; a dye house stood at the back.", "What drove the looms?"));

    private static string? Shorten(string question, string sentence)
    {
        var profile = s_ranker.Profile(question, null);
        var ranked = s_ranker.Rank(profile, question, [new EvidenceBlock(1, "", sentence)]);
        return ShortAnswer.In(profile, ranked[0]) is { } span ? ranked[0].Text.Slice(span) : null;
    }

    private static string? Excerpt(string sentence, string question) =>
        QaBot.Models.Extractive.Excerpt.Of(sentence, s_ranker.Locate(s_ranker.Profile(question, null), sentence)) is { } span ? sentence.Slice(span) : null;
}
