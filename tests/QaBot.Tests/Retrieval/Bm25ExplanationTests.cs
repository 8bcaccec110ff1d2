using QaBot.Retrieval;

namespace QaBot.Tests.Retrieval;

public sealed class Bm25ExplanationTests
{
    private static readonly string[] s_words =
        ["mexico", "general", "pages", "evidence", "the", "cartel", "drug", "agents", "trial", "published", "of", "arrested", "751", "congress", "unknownword"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_the_parts_give_adds_up_to_the_score(int seed)
    {
        var random = new Random(seed);
        var index = Bm25Index.Empty.With(new HashSet<string>(), [.. Enumerable.Range(0, 12).SelectMany(i => TestPassages.Article(
            $"a{i:00}.txt", i % 3 == 0 ? null : Text(random, 3), [.. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => Text(random, 4 + random.Next(30)))]))]);
        for (var i = 0; i < 200; i++)
        {
            var query = new RetrievalQuery(Text(random, 1 + random.Next(7)), 30);
            foreach (var found in index.Search(query))
            {
                var explanation = index.Explain(query, found.Passage);

                Assert.NotNull(explanation);
                Assert.Equal(found.Score, explanation.Score, 1e-4 * Math.Max(1, found.Score));
            }
        }
    }

    [Fact]
    public void An_explanation_counts_the_words_where_they_stand_and_names_those_that_are_missing()
    {
        var passages = TestPassages.Article("a.txt", "Evidence", "Mexico published evidence, much evidence.", "Nothing here.");
        var index = Bm25Index.Empty.With(new HashSet<string>(), [.. passages, .. TestPassages.Article("b.txt", null, "Mexico again.")]);

        var explanation = index.Explain(new RetrievalQuery("Did Mexico publish the Evidence, or Brazil?"), passages[0]);

        Assert.NotNull(explanation);
        Assert.Equal(["Mexico", "publish", "Evidence", "Brazil"], explanation.Terms.Select(term => term.Word));
        var evidence = explanation.Terms[2];
        Assert.Equal((2, 0, 1, 2), (evidence.InText, evidence.InHeading, evidence.InTitle, evidence.Passages));
        Assert.True(evidence.Idf > 0 && evidence.Score > 0 && evidence.ArticleScore > 0);
        Assert.Equal((0, 0.0), (explanation.Terms[3].Passages, explanation.Terms[3].Score));
        Assert.Contains(explanation.Phrases, phrase => (phrase.First, phrase.Second) == ("Mexico", "publish") && phrase.Score > 0);
    }

    [Fact]
    public void A_passage_of_another_state_of_the_corpus_has_no_explanation()
    {
        var index = Bm25Index.Empty.With(new HashSet<string>(), TestPassages.Article("a.txt", null, "Mexico."));

        Assert.Null(index.Explain(new RetrievalQuery("Mexico"), TestPassages.Article("b.txt", null, "Mexico.")[0]));
    }

    [Fact]
    public void A_passage_that_matches_nothing_scores_nothing()
    {
        var passages = TestPassages.Article("a.txt", null, "Mexico.", "Brazil.");
        var index = Bm25Index.Empty.With(new HashSet<string>(), passages);

        Assert.Equal(0, index.Explain(new RetrievalQuery("Mexico"), passages[1])?.Score);
    }

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => s_words[random.Next(s_words.Length)]));
}
