using Microsoft.Extensions.Time.Testing;
using QaBot.Answering;
using QaBot.Grounding;
using QaBot.Review;
using QaBot.Review.Golden;
using QaBot.Review.Queue;
using QaBot.Review.Verdicts;
using QaBot.Tests.Answering;

namespace QaBot.Tests.Review;

/// <summary>What every store of reviews does. A new store gets these tests by inheriting them.</summary>
public abstract class ReviewStoreConformance : IAsyncLifetime
{
    private static readonly ReviewFilter s_all = new();

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private IReviewStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await OpenAsync();

    public virtual async Task DisposeAsync() => await Store.DisposeAsync();

    /// <summary>Opens the store; a second one of the same test has the same content.</summary>
    protected abstract Task<IReviewStore> OpenAsync();

    /// <summary>Stores an answer as the bot does.</summary>
    protected abstract Task AppendAsync(AnswerRecord record);

    protected abstract Task RateAsync(AnswerFeedback feedback);

    [Fact]
    public async Task An_answer_is_in_the_queue_as_soon_as_it_is_stored()
    {
        var record = await AnswerAsync(SampleAnswers.Cited, channel: "msteams", user: "u1");

        var item = Assert.Single((await QueueAsync(s_all)).Items);

        Assert.Equal((record.Id, record.Time, AnswerKind.Cited, "How many pages?", "msteams", "extractive", "AnswerQuestion"), (item.Id, item.Time, item.Kind, item.Question, item.Channel, item.Model, item.Prompt));
        Assert.Equal((0.0, true, 0, 0, 0, ReviewState.Open, (string?)null), (item.LowestScore, item.IsFlagged, item.Likes, item.Dislikes, item.Reviews, item.State, item.AssignedTo));
        Assert.Equal(record.Answer.ToString(), (await Store.FindAsync(record.Id))!.Answer.ToString());
        Assert.Null(await Store.FindAsync("none"));
    }

    [Fact]
    public async Task What_a_user_and_the_checker_see_differently_comes_first_then_doubt()
    {
        var sure = await AnswerAsync(Scored(0.95));
        var doubtful = await AnswerAsync(Scored(0.8));
        var refused = await AnswerAsync(SampleAnswers.Refused);
        var likedButFlagged = await AnswerAsync(SampleAnswers.Cited);
        var dislikedButSure = await AnswerAsync(Scored(0.99));
        await RateAsync(Feedback(likedButFlagged, Reaction.Like));
        await RateAsync(Feedback(dislikedButSure, Reaction.Dislike));

        Assert.Equal([dislikedButSure.Id, likedButFlagged.Id, refused.Id, doubtful.Id, sure.Id], Ids(await QueueAsync(s_all)));
        Assert.Equal([sure.Id, doubtful.Id], Ids(await Store.QueueAsync(s_all, ReviewOrder.Oldest, 0, 2)));
        Assert.Equal([likedButFlagged.Id], Ids(await Store.QueueAsync(s_all, ReviewOrder.Newest, 1, 1)));
    }

    [Fact]
    public async Task A_reaction_that_is_taken_back_counts_no_more()
    {
        var record = await AnswerAsync(Scored(0.9));
        await RateAsync(Feedback(record, Reaction.Dislike));
        await RateAsync(Feedback(record, Reaction.Like));

        var item = Assert.Single((await QueueAsync(s_all)).Items);

        Assert.Equal((1, 0), (item.Likes, item.Dislikes));
        Assert.Equal(Reaction.Like, Assert.Single(await Store.FeedbackOnAsync(record.Id)).Reaction);
    }

    [Fact]
    public async Task Each_filter_lets_through_what_it_names_and_filters_add_up()
    {
        var cited = await AnswerAsync(SampleAnswers.Cited, channel: "msteams");
        var refused = await AnswerAsync(SampleAnswers.Refused, channel: "webchat");
        Time.Advance(TimeSpan.FromDays(1));
        var later = await AnswerAsync(Scored(0.9) with { Model = "gpt" }, channel: "webchat");
        await RateAsync(Feedback(later, Reaction.Dislike));
        await Store.SaveAsync(Review(later, "ann", AnswerVerdict.Wrong));

        await ExpectAsync([cited], new ReviewFilter { IsFlagged = true });
        await ExpectAsync([refused], new ReviewFilter { IsRefused = true });
        await ExpectAsync([later], new ReviewFilter { IsDisliked = true });
        await ExpectAsync([cited], new ReviewFilter { Channel = "msteams" });
        await ExpectAsync([later], new ReviewFilter { Model = "gpt" });
        await ExpectAsync([cited, later], new ReviewFilter { Prompt = "AnswerQuestion" });
        await ExpectAsync([cited], new ReviewFilter { Article = "report.txt" });
        await ExpectAsync([later], new ReviewFilter { From = later.Time });
        await ExpectAsync([cited, refused], new ReviewFilter { To = later.Time });
        await ExpectAsync([later], new ReviewFilter { Reviewer = "ann" });
        await ExpectAsync([], new ReviewFilter { Reviewer = "bob" });
        await ExpectAsync([later], new ReviewFilter { Verdict = AnswerVerdict.Wrong });
        await ExpectAsync([cited, refused], new ReviewFilter { State = ReviewState.Open });
        await ExpectAsync([refused], new ReviewFilter { State = ReviewState.Open, Channel = "webchat" });
        var values = await Store.FilterValuesAsync();
        Assert.Equal(["msteams", "webchat"], values.Channels);
        Assert.Equal(["extractive", "gpt"], values.Models);
        Assert.Equal(["a/file.txt", "report.txt"], values.Articles);
        Assert.Equal(["ann"], values.Reviewers);
    }

    [Theory]
    [InlineData("cafe pages", true)]
    [InlineData("CAFÉ", true)]
    [InlineData("how man", true)]
    [InlineData("man how", false)]
    [InlineData("café tea", false)]
    [InlineData("\"pages\" OR NOT (*", false)]
    [InlineData("\"751\", pages", true)]
    [InlineData("  ?!  ", true)]
    public async Task Text_finds_answers_with_all_its_words_whatever_is_typed(string text, bool isFound)
    {
        await AnswerAsync(SampleAnswers.Cited);
        await AnswerAsync(SampleAnswers.Refused);

        var found = (await QueueAsync(new ReviewFilter { Text = text })).Items;

        Assert.Equal(isFound, found.Any(item => item.Kind == AnswerKind.Cited));
    }

    [Fact]
    public async Task Next_is_what_nobody_else_is_at_and_the_reviewer_has_not_done()
    {
        var first = await AnswerAsync(Scored(0.1));
        var second = await AnswerAsync(Scored(0.2));
        var third = await AnswerAsync(Scored(0.3));

        Assert.Equal(first.Id, await NextAsync("ann", null));
        Assert.Equal(second.Id, await NextAsync("ann", first.Id));
        await Store.LeaseAsync(first.Id, "bob", TimeSpan.FromMinutes(5));
        Assert.Equal(second.Id, await NextAsync("ann", null));
        Assert.Equal(first.Id, await NextAsync("bob", null));
        await Store.SaveAsync(Review(second, "ann", AnswerVerdict.Right));
        Assert.Equal(third.Id, await NextAsync("ann", null));
        Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(first.Id, await NextAsync("ann", null));
    }

    [Fact]
    public async Task A_lease_belongs_to_who_came_first_until_it_ends_or_is_given_back()
    {
        var record = await AnswerAsync(SampleAnswers.Cited);

        Assert.Equal("ann", (await Store.LeaseAsync(record.Id, "ann", TimeSpan.FromMinutes(5))).Reviewer);
        Assert.Equal("ann", (await Store.LeaseAsync(record.Id, "bob", TimeSpan.FromMinutes(5))).Reviewer);
        Assert.Equal("ann", Assert.Single((await QueueAsync(s_all)).Items).AssignedTo);
        Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(Time.GetUtcNow() + TimeSpan.FromMinutes(5), (await Store.LeaseAsync(record.Id, "ann", TimeSpan.FromMinutes(5))).Until);
        await Store.ReleaseAsync(record.Id, "bob");
        Assert.Equal("ann", (await Store.LeaseAsync(record.Id, "bob", TimeSpan.FromMinutes(5))).Reviewer);
        await Store.ReleaseAsync(record.Id, "ann");
        Assert.Equal("bob", (await Store.LeaseAsync(record.Id, "bob", TimeSpan.FromMinutes(5))).Reviewer);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Store.LeaseAsync("none", "ann", TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public async Task A_review_comes_back_as_it_was_saved_with_its_new_version()
    {
        var record = await AnswerAsync(SampleAnswers.Cited);
        var review = Review(record, "ann", AnswerVerdict.Incomplete, PairVerdict.Partly) with { Correction = "752 pages.", Comment = "<b>“See p. 3”</b>" };

        var saved = await Store.SaveAsync(review);

        Assert.Equal((1, Time.GetUtcNow()), (saved.Version, saved.Time));
        await using var other = await OpenAsync();
        var found = Assert.Single(await other.ReviewsOfAsync(record.Id));
        Assert.Equal((saved with { Pairs = [] }).ToString(), (found with { Pairs = [] }).ToString());
        Assert.Equal(review.Pairs, found.Pairs);
    }

    [Fact]
    public async Task Who_saves_over_what_changed_meanwhile_is_told_and_nothing_is_written()
    {
        var record = await AnswerAsync(SampleAnswers.Cited);
        var first = await Store.SaveAsync(Review(record, "ann", null));
        await Store.SaveAsync(first with { Verdict = AnswerVerdict.Right });

        await Assert.ThrowsAsync<ReviewConflictException>(() => Store.SaveAsync(first with { Verdict = AnswerVerdict.Wrong }));
        await Assert.ThrowsAsync<ReviewConflictException>(() => Store.SaveAsync(first with { Version = 0 }));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Store.SaveAsync(first with { AnswerId = "none", Version = 0 }));

        Assert.Equal(AnswerVerdict.Right, Assert.Single(await Store.ReviewsOfAsync(record.Id)).Verdict);
        Assert.Equal(2, (await Store.AuditAsync(record.Id, 10)).Count);
    }

    [Fact]
    public async Task Two_reviewers_never_write_into_each_others_review()
    {
        var record = await AnswerAsync(SampleAnswers.Cited);
        await using var other = await OpenAsync();

        await Task.WhenAll(
            Store.SaveAsync(Review(record, "ann", AnswerVerdict.Right, PairVerdict.Supported)),
            other.SaveAsync(Review(record, "bob", AnswerVerdict.Wrong, PairVerdict.Contradicted)));

        Assert.Equal([("ann", AnswerVerdict.Right), ("bob", AnswerVerdict.Wrong)], (await Store.ReviewsOfAsync(record.Id)).Select(review => (review.Reviewer, review.Verdict!.Value)));
        Assert.Equal((ReviewState.Disputed, 2), StateOf(await QueueAsync(s_all)));
        await Store.SaveAsync(Review(record, "cleo", AnswerVerdict.Wrong, PairVerdict.Contradicted) with { IsAdjudication = true });
        Assert.Equal((ReviewState.Reviewed, 3), StateOf(await QueueAsync(s_all)));
    }

    [Fact]
    public async Task A_draft_is_kept_and_counts_as_no_verdict()
    {
        var record = await AnswerAsync(SampleAnswers.Cited);

        await Store.SaveAsync(Review(record, "ann", null, PairVerdict.Supported));

        Assert.Equal((ReviewState.Open, 0), StateOf(await QueueAsync(s_all)));
        Assert.Single(await Store.ReadReviewsAsync().ToListAsync());
    }

    [Fact]
    public async Task Only_verdicts_whose_words_moved_or_vanished_reopen_and_they_close_again_when_the_words_are_back()
    {
        var file = SampleAnswers.Cited.Citations[0].Article.Text;
        var moved = await AnswerAsync(SampleAnswers.Cited);
        var still = await AnswerAsync(SampleAnswers.Cited);
        await Store.SaveAsync(Review(moved, "ann", AnswerVerdict.Right, PairVerdict.Supported));
        await Store.SaveAsync(Review(still, "ann", AnswerVerdict.Right) with { Pairs = [new JudgedPair(1, 2, PairVerdict.Supported, "report.txt", 0, 10, "The report")] });
        string? Changed(string name) => name == "report.txt" ? "The report counts 99 pages." : "Note. " + file;
        string? Same(string name) => name == "report.txt" ? "The report counts 99 pages." : file;

        Assert.Equal(1, await Store.RefreshAsync(Changed));

        await ExpectAsync([moved], new ReviewFilter { State = ReviewState.Reopened });
        await ExpectAsync([still], new ReviewFilter { State = ReviewState.Reviewed });
        Assert.Equal("qabot", (await Store.AuditAsync(moved.Id, 1))[0].Who);
        Assert.Equal(0, await Store.RefreshAsync(Changed));
        Assert.Equal(1, await Store.RefreshAsync(Same));
        await ExpectAsync([], new ReviewFilter { State = ReviewState.Reopened });
        Assert.Equal(2, await Store.RefreshAsync(_ => null));
    }

    [Fact]
    public async Task A_test_case_is_added_replaced_and_removed()
    {
        await Store.AddGoldenAsync(new GoldenCase("a1", "Q?", "{}", "ann", Time.GetUtcNow()));
        await Store.AddGoldenAsync(new GoldenCase("a1", "Q?", """{"id":"a1"}""", "bob", Time.GetUtcNow()));

        Assert.Equal([new GoldenCase("a1", "Q?", """{"id":"a1"}""", "bob", Time.GetUtcNow())], await Store.GoldenAsync());
        Assert.Equal("bob", (await Store.FindGoldenAsync("a1"))?.AddedBy);
        Assert.Null(await Store.FindGoldenAsync("a2"));
        Assert.True(await Store.RemoveGoldenAsync("a1", "ann"));
        Assert.False(await Store.RemoveGoldenAsync("a1", "ann"));
        Assert.Equal(["golden-remove", "golden-add", "golden-add"], (await Store.AuditAsync("a1", 10)).Select(entry => entry.What));
    }

    [Fact]
    public async Task An_export_of_a_users_data_is_audited_without_saying_whose()
    {
        await Store.NoteExportAsync("ann", 3);

        Assert.Equal(new AuditEntry(Time.GetUtcNow(), "ann", "export-user", null, "3 answers"), Assert.Single(await Store.AuditAsync(null, 10)));
    }

    [Fact]
    public async Task A_user_is_deleted_with_all_that_was_asked_and_said_and_nobody_else_is()
    {
        var mine = await AnswerAsync(SampleAnswers.Cited, user: "u1");
        var other = await AnswerAsync(SampleAnswers.Cited, user: "u2");
        await RateAsync(Feedback(other, Reaction.Like) with { UserId = "u1" });
        await Store.SaveAsync(Review(mine, "ann", AnswerVerdict.Right, PairVerdict.Supported));
        await Store.AddGoldenAsync(new GoldenCase(mine.Id, "Q?", "{}", "ann", Time.GetUtcNow()));
        Assert.Equal([mine.Id], await Store.AnswersOfUserAsync("u1"));

        Assert.Equal(1, await Store.DeleteUserAsync("u1", "ann"));

        Assert.Equal([other.Id], Ids(await QueueAsync(s_all)));
        Assert.Equal([other.Id], Ids(await QueueAsync(new ReviewFilter { Text = "pages" })));
        Assert.Empty(await Store.ReviewsOfAsync(mine.Id));
        Assert.Empty(await Store.ReadFeedbackAsync());
        Assert.Empty(await Store.GoldenAsync());
        Assert.DoesNotContain(await Store.AuditAsync(null, 10), entry => $"{entry.Subject}{entry.Detail}".Contains("u1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Old_answers_are_deleted_and_test_cases_stay()
    {
        var old = await AnswerAsync(SampleAnswers.Cited);
        await Store.AddGoldenAsync(new GoldenCase(old.Id, "Q?", "{}", "ann", Time.GetUtcNow()));
        Time.Advance(TimeSpan.FromDays(30));
        var young = await AnswerAsync(SampleAnswers.Cited);

        Assert.Equal(1, await Store.DeleteBeforeAsync(young.Time, "ann"));

        Assert.Equal([young.Id], (await Store.ReadAnswersAsync().ToListAsync()).Select(record => record.Id));
        Assert.Single(await Store.GoldenAsync());
        Assert.Equal(("delete-old", "ann"), ((await Store.AuditAsync(null, 1))[0].What, (await Store.AuditAsync(null, 1))[0].Who));
    }

    [Fact]
    public async Task Everything_is_read_in_pages_without_a_gap()
    {
        var ids = new List<string>();
        for (var i = 0; i < 450; i++)
        {
            var record = await AnswerAsync(Scored(0.5));
            ids.Add(record.Id);
            await Store.SaveAsync(Review(record, "ann", AnswerVerdict.Right));
        }

        Assert.Equal(ids, await Store.ReadAnswersAsync().Select(record => record.Id).ToListAsync());
        Assert.Equal(ids, await Store.ReadReviewsAsync().Select(review => review.AnswerId).ToListAsync());
        Assert.Equal(450, (await Store.QueueAsync(s_all, ReviewOrder.Newest, 440, 20)).Total);
        Assert.Equal(10, (await Store.QueueAsync(s_all, ReviewOrder.Newest, 440, 20)).Items.Count);
    }

    private static Answer Scored(double score) => SampleAnswers.Cited with
    {
        Claims = [new Claim("The file has “751” pages, a café said.", [1], new GroundingResult(GroundingVerdict.Supported, score, "Stated in these words."))],
        Citations = [SampleAnswers.Cited.Citations[0]],
    };

    private static (ReviewState State, int Reviews) StateOf(ReviewPage page) => (page.Items[0].State, page.Items[0].Reviews);

    private static IEnumerable<string> Ids(ReviewPage page) => page.Items.Select(item => item.Id);

    private static AnswerReview Review(AnswerRecord record, string reviewer, AnswerVerdict? verdict, PairVerdict? pair = null)
    {
        var quote = record.Answer.Citations.Count == 0 ? null : record.Answer.Citations[0];
        return new AnswerReview
        {
            AnswerId = record.Id,
            Reviewer = reviewer,
            Verdict = verdict,
            Pairs = pair is { } judged && quote is not null ? [new JudgedPair(0, 1, judged, quote.Article, quote.Start, quote.End, quote.Quote)] : [],
        };
    }

    private AnswerFeedback Feedback(AnswerRecord record, Reaction reaction) =>
        new() { AnswerId = record.Id, UserId = "rater", Channel = "webchat", Reaction = reaction, Time = Time.GetUtcNow() };

    private async Task<AnswerRecord> AnswerAsync(Answer answer, string? channel = null, string? user = null)
    {
        Time.Advance(TimeSpan.FromMilliseconds(1));
        var record = AnswerRecord.From(answer, "hash", Time) with { Channel = channel, UserId = user };
        await AppendAsync(record);
        return record;
    }

    private Task<ReviewPage> QueueAsync(ReviewFilter filter) => Store.QueueAsync(filter, ReviewOrder.Urgency, 0, 100);

    private Task<string?> NextAsync(string reviewer, string? after) => Store.NextAsync(s_all, ReviewOrder.Urgency, reviewer, after);

    private async Task ExpectAsync(AnswerRecord[] expected, ReviewFilter filter)
    {
        var page = await Store.QueueAsync(filter, ReviewOrder.Oldest, 0, 100);
        Assert.Equal(expected.Select(record => record.Id), Ids(page));
        Assert.Equal(expected.Length, page.Total);
    }
}
