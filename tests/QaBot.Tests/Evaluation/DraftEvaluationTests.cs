using QaBot.Answering;
using QaBot.Evaluation;
using QaBot.Evaluation.Sets;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Evaluation;

public sealed class DraftEvaluationTests
{
    private const string Harbour = "The harbour of Lisbon opened in 1887. It was built by Ana Lopes.";
    private const string Bridge = "The bridge of Porto was finished in 1886. It has 12 arches.";

    private static async Task<DraftOutcome> ReplayAsync(string draft, params IReadOnlyList<LabelledClaim> claims)
    {
        using var corpus = new TestCorpus(("harbour.txt", $"Harbours\n\n{Harbour}\n\nNothing more."), ("bridge.txt", Bridge));
        await using var bot = await TestBot.StartAsync(corpus.Folder, null, ("Answering:RefuseBelow", "0"));
        var labelled = new EvaluationDraft("draft", "tune", "What was built?", [new DraftEvidence("harbour.txt", Harbour), new DraftEvidence("bridge.txt", Bridge)], draft, claims);
        return (await bot.Get<Evaluator>().RunAsync(new EvaluationSet("set", "all", null) { Drafts = [labelled] }, 0.45)).Drafts.Single();
    }

    [Fact]
    public async Task A_draft_that_is_right_is_shown_with_its_sources()
    {
        var outcome = await ReplayAsync(
            "The harbour of Lisbon opened in 1887 [1]. The bridge of Porto was finished in 1886 [2].",
            new LabelledClaim("The harbour of Lisbon opened in 1887.", [1], [1]), new LabelledClaim("The bridge of Porto was finished in 1886.", [2], [2]));

        Assert.Equal([true, true], outcome.Pairs.Select(pair => pair.Supports));
        Assert.All(outcome.Claims, claim => Assert.True(claim.IsShown && claim.IsUnmarked));
        Assert.Contains("opened in 1887. [1]", outcome.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_that_nothing_supports_is_shown_marked_and_is_no_pair()
    {
        var outcome = await ReplayAsync("The harbour of Lisbon opened in 1950 [1].", new LabelledClaim("The harbour of Lisbon opened in 1950.", [1], []));

        Assert.Empty(outcome.Pairs);
        Assert.Empty(outcome.Claims);
        Assert.Contains("not supported", outcome.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_citation_of_the_wrong_passage_is_put_right_as_it_is_for_users()
    {
        var outcome = await ReplayAsync("The bridge of Porto was finished in 1886 [1].", new LabelledClaim("The bridge of Porto was finished in 1886.", [1], [2]));

        Assert.True(Assert.Single(outcome.Pairs).Supports);
        Assert.True(Assert.Single(outcome.Claims).IsUnmarked);
    }

    [Fact]
    public async Task A_pair_that_the_labels_do_not_know_supports_nothing()
    {
        var outcome = await ReplayAsync("The harbour of Lisbon opened in 1887 [1].", new LabelledClaim("It has 12 arches.", [2], [2]));

        Assert.False(Assert.Single(outcome.Pairs).Supports);
        Assert.False(Assert.Single(outcome.Claims).IsShown);
    }

    [Fact]
    public async Task What_users_see_of_a_draft_is_what_is_replayed()
    {
        const string text = "The harbour of Lisbon opened in 1887 [1]. The bridge of Porto was finished in 1950 [2].\n\n- It has 12 arches.";
        using var corpus = new TestCorpus(("harbour.txt", Harbour), ("bridge.txt", Bridge));
        using var client = new RepairingChatClient { Draft = text };
        await using var bot = await TestBot.StartAsync(corpus.Folder, client, ("Answering:RefuseBelow", "0"));
        var question = new Question("Which harbour of Lisbon and bridge of Porto?");

        var answer = await bot.Answerer.AnswerAsync(question);
        var replayed = bot.Get<DraftReplay>().Replay(question, answer.Evidence, text);

        Assert.Equal(3, answer.Claims.Count);
        Assert.Equal(answer.Text, replayed.Text);
        Assert.Equal(answer.Claims.Select(claim => claim.Text), replayed.Claims.Select(claim => claim.Text));
    }

    [Theory]
    [InlineData("elsewhere.txt", Harbour, "elsewhere.txt")]
    [InlineData("harbour.txt", "The harbour of Lagos.", "passage 1 does not stand in harbour.txt")]
    public async Task Evidence_that_does_not_stand_in_its_article_is_named(string article, string text, string reason)
    {
        using var corpus = new TestCorpus(("harbour.txt", Harbour));
        await using var bot = await TestBot.StartAsync(corpus.Folder, null, ("Answering:RefuseBelow", "0"));
        var set = new EvaluationSet("set", "all", null) { Drafts = [new EvaluationDraft("d1", "tune", "What?", [new DraftEvidence(article, text)], "x", [])] };

        var problem = await Assert.ThrowsAsync<EvaluationSetException>(() => bot.Get<Evaluator>().RunAsync(set, 0));

        Assert.Contains("d1", problem.Message, StringComparison.Ordinal);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }
}
