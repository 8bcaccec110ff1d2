using QaBot.Articles;
using QaBot.Passages;
using QaBot.Retrieval;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Retrieval;

public class EvidenceSelectorTests
{
    private static readonly Article s_long = TestArticles.Of(string.Join(' ', Enumerable.Range(0, 100).Select(i => $"Word{i:00}.")), "long.txt");
    private static readonly Article s_other = TestArticles.Of("Another article speaks here.", "other.txt");

    [Fact]
    public void Overlapping_and_touching_passages_become_one_piece()
    {
        var pieces = EvidenceSelector.Select(Ranked((s_long, 0, 79), (s_other, 0, 28), (s_long, 72, 143), (s_long, 144, 200)), 8, 1000);

        Assert.Equal([new TextSpan(0, 200), new TextSpan(0, 28)], pieces.Select(piece => piece.Span));
        Assert.Equal([1, 2], pieces.Select(piece => piece.Number));
    }

    [Fact]
    public void A_piece_is_the_articles_own_words()
    {
        var piece = Assert.Single(EvidenceSelector.Select(Ranked((s_long, 8, 30)), 8, 1000));

        Assert.Equal(s_long.Text[8..30], piece.Text);
    }

    [Fact]
    public void No_article_crowds_the_others_out()
    {
        var pieces = EvidenceSelector.Select(Ranked((s_long, 0, 6), (s_long, 80, 86), (s_long, 160, 166), (s_long, 240, 246), (s_other, 0, 28)), 4, 1000);

        Assert.Contains(pieces, piece => piece.Article == s_other);
        Assert.Equal(4, pieces.Count);
    }

    [Fact]
    public void The_budget_holds_but_the_best_passage_is_always_there()
    {
        Assert.Single(EvidenceSelector.Select(Ranked((s_long, 0, 6), (s_long, 80, 86)), 8, 1));
        Assert.Equal(2, EvidenceSelector.Select(Ranked((s_long, 0, 6), (s_long, 80, 86), (s_long, 160, 166)), 8, 20).Count);
    }

    [Fact]
    public void It_is_told_of_each_passage_what_became_of_it()
    {
        var retrieved = Ranked((s_long, 0, 79), (s_long, 72, 143), (s_long, 240, 246), (s_other, 0, 28), (s_long, 320, 326), (s_long, 400, 406));

        EvidenceSelector.Select(retrieved, 4, 35, out var tight);
        EvidenceSelector.Select(retrieved, 3, 1000, out var narrow);

        Assert.Equal(retrieved, narrow.Select(selection => selection.Retrieved));
        Assert.Equal([PassageFate.Merged, PassageFate.Merged, PassageFate.ArticleHasItsShare, PassageFate.Evidence, PassageFate.ArticleHasItsShare, PassageFate.ArticleHasItsShare], narrow.Select(selection => selection.Fate));
        Assert.Equal([1, 1, null, 2, null, null], narrow.Select(selection => selection.Evidence));
        Assert.Equal(PassageFate.NoTokensLeft, tight[4].Fate);
    }

    [Fact]
    public void What_is_below_the_cut_is_told_so()
    {
        EvidenceSelector.Select(Ranked((s_other, 0, 7), (s_other, 16, 22)), 1, 1000, out var selection);

        Assert.Equal([PassageFate.Evidence, PassageFate.NoPlaceLeft], selection.Select(item => item.Fate));
    }

    [Fact]
    public void Nothing_retrieved_is_no_evidence() => Assert.Empty(EvidenceSelector.Select([], 8, 1000));

    private static List<RetrievedPassage> Ranked(params (Article Article, int Start, int End)[] passages) =>
        [.. passages.Select((item, i) => new RetrievedPassage(new Passage(item.Article, new TextSpan(item.Start, item.End), [], null, 10), 10 - i, i + 1))];
}
