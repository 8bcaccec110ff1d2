using System.Net;
using System.Text.Json;
using QaBot.Evaluation.Sets;
using QaBot.Review;
using QaBot.Review.Queue;
using QaBot.Review.Sqlite;
using QaBot.Review.Verdicts;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Review;

/// <summary>What becomes of what reviewers post, without a browser.</summary>
public sealed class ReviewStoringTests : IAsyncLifetime
{
    private const string Opened = "The Norrland bridge was opened in 1932.";
    private const string Painted = "It was painted red.";

    private readonly TestFolder _folder = new TestFolder().WithArticle("bridge.txt", $"{Opened} {Painted}");
    private BotHost _host = null!;
    private SqliteReviewStore _store = null!;

    public async Task InitializeAsync()
    {
        _host = await BotHost.StartAsync(_folder);
        _store = await SqliteReviewStore.OpenAsync(_host.AnswerLogFile, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_review_is_stored_with_the_exact_words_and_leads_to_the_next_answer()
    {
        var first = await StoreAsync("When was it opened?");
        var second = await StoreAsync("Which colour has it?");
        using var client = new ReviewClient(_host);

        var reply = await PostAsync(client, second.Id, null, 0, ("pair-0-1", "Supported"), ("pair-1-2", "WrongSource"), ("verdict", "Incomplete"), ("correction", "Red.\r\nIn 1932."), ("comment", "  "), ("then", "next"));

        Assert.StartsWith($"/review/{first.Id}?", reply.Location, StringComparison.Ordinal);
        var review = Assert.Single(await _store.ReviewsOfAsync(second.Id));
        Assert.Equal(("local", AnswerVerdict.Incomplete, "Red.\nIn 1932.", null, 1), (review.Reviewer, review.Verdict, review.Correction, review.Comment, review.Version));
        Assert.Equal(
            [
                new JudgedPair(0, 1, PairVerdict.Supported, "bridge.txt", 0, Opened.Length, Opened),
                new JudgedPair(1, 2, PairVerdict.WrongSource, "bridge.txt", Opened.Length + 1, Opened.Length + 1 + Painted.Length, Painted),
            ],
            review.Pairs);

        var last = await PostAsync(client, first.Id, null, 0, ("verdict", "Right"), ("then", "next"));
        Assert.Contains("Nothing is left", (await client.FollowAsync(last)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_stored_where_nothing_was_judged_or_changed()
    {
        var record = await StoreAsync();
        using var client = new ReviewClient(_host);

        await PostAsync(client, record.Id, null, 0, ("then", "next"));
        Assert.Empty(await _store.ReviewsOfAsync(record.Id));
        await PostAsync(client, record.Id, null, 0, ("verdict", "Right"));
        await PostAsync(client, record.Id, null, 1, ("verdict", "Right"));
        Assert.Equal(1, Assert.Single(await _store.ReviewsOfAsync(record.Id)).Version);
    }

    [Fact]
    public async Task Values_that_are_none_and_pairs_that_are_not_there_count_as_not_given()
    {
        var record = await StoreAsync();
        using var client = new ReviewClient(_host);

        await PostAsync(client, record.Id, null, 0, ("pair-0-1", "7"), ("pair-0-9", "Supported"), ("pair-9-1", "Supported"), ("verdict", "3"), ("comment", "kept"));

        var review = Assert.Single(await _store.ReviewsOfAsync(record.Id));
        Assert.Equal((null, "kept"), (review.Verdict, review.Comment));
        Assert.Empty(review.Pairs);
    }

    [Fact]
    public async Task A_review_that_was_changed_elsewhere_is_shown_beside_what_was_typed_and_neither_is_lost()
    {
        var record = await StoreAsync();
        using var client = new ReviewClient(_host);
        await PostAsync(client, record.Id, null, 0, ("verdict", "Right"), ("comment", "from one tab"));

        var conflict = await PostAsync(client, record.Id, null, 0, ("verdict", "Wrong"), ("comment", "from the other tab"), ("pair-0-1", "Partly"));

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("from one tab", conflict.Text, StringComparison.Ordinal);
        Assert.Contains(">from the other tab</textarea>", conflict.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Wrong\" checked", conflict.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Partly\" checked", conflict.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"version\" value=\"1\"", conflict.Text, StringComparison.Ordinal);
        Assert.Equal("from one tab", Assert.Single(await _store.ReviewsOfAsync(record.Id)).Comment);

        await PostAsync(client, record.Id, null, 1, ("verdict", "Wrong"), ("comment", "from the other tab"));
        Assert.Equal("from the other tab", Assert.Single(await _store.ReviewsOfAsync(record.Id)).Comment);
    }

    [Fact]
    public async Task The_script_is_told_of_a_conflict()
    {
        var record = await StoreAsync();
        using var client = new ReviewClient(_host);

        var saved = await PostAsync(client, record.Id, "Autosave", 0, ("pair-0-1", "Supported"));
        var conflict = await PostAsync(client, record.Id, "Autosave", 0, ("pair-0-1", "Partly"));

        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.False(JsonDocument.Parse(saved.Text).RootElement.GetProperty("hasVerdict").GetBoolean());
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Equal(1, JsonDocument.Parse(conflict.Text).RootElement.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task What_was_begun_under_another_name_is_not_stored_unasked()
    {
        var record = await StoreAsync();
        using var client = new ReviewClient(_host);

        var reply = await client.SubmitAsync($"/review/{record.Id}", null, ("reviewer", "anna"), ("version", "0"), ("verdict", "Right"), ("comment", "typed"));

        Assert.Equal(HttpStatusCode.Conflict, reply.Status);
        Assert.Contains("“anna”", reply.Text, StringComparison.Ordinal);
        Assert.Contains(">typed</textarea>", reply.Text, StringComparison.Ordinal);
        Assert.Empty(await _store.ReviewsOfAsync(record.Id));
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_and_stays_in_the_form()
    {
        var record = await StoreAsync();
        using var client = new ReviewClient(_host);

        var reply = await PostAsync(client, record.Id, null, 0, ("comment", new string('x', AnswerReview.MaxText + 1)));

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Contains("at most 8,000 characters", reply.Text, StringComparison.Ordinal);
        Assert.Contains(new string('x', AnswerReview.MaxText + 1), reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pairs_that_an_article_reopened_stay_until_they_are_judged_anew_where_their_words_now_stand()
    {
        var record = await StoreAsync();
        using var client = new ReviewClient(_host);
        await PostAsync(client, record.Id, null, 0, ("pair-0-1", "Supported"), ("verdict", "Right"));
        var text = $"A foreword. {Opened}";
        _folder.WithArticle("bridge.txt", text);
        await Http.Wait.UntilAsync(() => _host.Corpus.Current!.Articles.Single().Text == text);
        await _store.RefreshAsync(_ => text);

        var page = await client.GetAsync($"/review/{record.Id}?state=any");
        Assert.Contains("these words now stand elsewhere", page.Text, StringComparison.Ordinal);
        Assert.Contains($"<mark id=\"quote\" tabindex=\"-1\">{Opened}</mark>", page.Text, StringComparison.Ordinal);
        Assert.Contains("You had found it “Supported”", page.Text, StringComparison.Ordinal);
        Assert.Contains("Article changed", (await client.GetAsync("/review?state=reopened")).Text, StringComparison.Ordinal);

        await PostAsync(client, record.Id, null, 1, ("verdict", "Right"), ("comment", "not yet"));
        Assert.True(Assert.Single(Assert.Single(await _store.ReviewsOfAsync(record.Id)).Pairs).IsReopened);
        await PostAsync(client, record.Id, null, 2, ("verdict", "Right"), ("pair-0-1", "Partly"));
        var pair = Assert.Single(Assert.Single(await _store.ReviewsOfAsync(record.Id)).Pairs);
        Assert.Equal(new JudgedPair(0, 1, PairVerdict.Partly, "bridge.txt", 12, 12 + Opened.Length, Opened), pair);
        Assert.Equal(ReviewState.Reviewed, Assert.Single((await _store.QueueAsync(new ReviewFilter(), ReviewOrder.Newest, 0, 10)).Items).State);
    }

    [Fact]
    public async Task Words_that_are_gone_are_shown_as_they_were_recorded()
    {
        var record = await StoreAsync();
        _folder.WithArticle("bridge.txt", "Nothing is left of it.");
        await Http.Wait.UntilAsync(() => _host.Corpus.Current!.Articles.Single().Text.StartsWith("Nothing", StringComparison.Ordinal));
        using var client = new ReviewClient(_host);

        var page = (await client.GetAsync($"/review/{record.Id}?claim=1&n=2")).Text;

        Assert.Contains("these words are no longer in it", page, StringComparison.Ordinal);
        Assert.Contains($"{Opened} <mark id=\"quote\" tabindex=\"-1\">{Painted}</mark>", page, StringComparison.Ordinal);
        Assert.Contains("Nothing is left of it.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_verdicts_are_shown_only_to_who_has_given_one()
    {
        var record = await StoreAsync();
        await _store.SaveAsync(new AnswerReview { AnswerId = record.Id, Reviewer = "anna", Verdict = AnswerVerdict.Wrong, Comment = "what anna says" });
        using var client = new ReviewClient(_host);

        foreach (var path in new[] { $"/review/{record.Id}", $"/review/{record.Id}?handler=After", $"/review/{record.Id}?handler=Stored" })
            Assert.DoesNotContain("what anna says", (await client.GetAsync(path)).Text, StringComparison.Ordinal);
        await PostAsync(client, record.Id, null, 0, ("verdict", "Right"));
        Assert.Contains("what anna says", (await client.GetAsync($"/review/{record.Id}")).Text, StringComparison.Ordinal);

        Assert.Equal(ReviewState.Disputed, Assert.Single((await _store.QueueAsync(new ReviewFilter(), ReviewOrder.Newest, 0, 10)).Items).State);
        await PostAsync(client, record.Id, null, 1, ("verdict", "Right"), ("adjudication", "1"));
        Assert.Equal(ReviewState.Reviewed, Assert.Single((await _store.QueueAsync(new ReviewFilter(), ReviewOrder.Newest, 0, 10)).Items).State);
    }

    [Fact]
    public async Task A_reviewed_answer_becomes_a_test_case_that_evaluation_reads_and_can_be_taken_back()
    {
        var record = await StoreAsync();
        using var client = new ReviewClient(_host);
        var early = await PostAsync(client, record.Id, "Golden", 0);
        Assert.Equal(HttpStatusCode.BadRequest, early.Status);

        var added = await PostAsync(client, record.Id, "Golden", 0, ("pair-0-1", "Supported"), ("pair-1-2", "NotThere"), ("verdict", "Right"));
        Assert.Contains("now a test case", (await client.FollowAsync(added)).Text, StringComparison.Ordinal);
        var file = Path.Combine(_folder.Path, "questions.jsonl");
        await File.WriteAllTextAsync(file, (await client.GetAsync("/review/golden?handler=Download")).Text);
        var question = Assert.Single(EvaluationSetReader.Read(file).Questions);
        Assert.Equal((record.Id, "When was it opened?", ExpectedReply.Answer), (question.Id, question.Question, question.Expected));
        Assert.Equal([Opened], question.Answers);
        Assert.Equal(["bridge.txt"], question.Relevant.Keys);

        var removed = await client.SubmitAsync("/review/golden", "/review/golden?handler=Remove", ("id", record.Id));
        Assert.Contains("is removed", (await client.FollowAsync(removed)).Text, StringComparison.Ordinal);
        Assert.Equal(["golden-remove", "golden-add", "review"], (await _store.AuditAsync(record.Id, 10)).Select(entry => entry.What));
    }

    [Fact]
    public async Task A_users_data_are_exported_and_deleted_only_when_confirmed()
    {
        var record = await StoreAsync();
        await _host.RateAsync(record, Reaction.Dislike, "Red is wrong.");
        using var client = new ReviewClient(_host);

        var answers = await client.SubmitAsync("/review/users?user=u1", "/review/users?handler=Export", ("user", "u1"));
        var opinions = await client.SubmitAsync("/review/users?user=u2", "/review/users?handler=Export", ("user", "u2"));
        Assert.Equal("When was it opened?", JsonDocument.Parse(answers.Text).RootElement.GetProperty("answers")[0].GetProperty("answer").GetProperty("question").GetString());
        Assert.Equal("Red is wrong.", JsonDocument.Parse(opinions.Text).RootElement.GetProperty("feedback")[0].GetProperty("comment").GetString());

        Assert.Equal(HttpStatusCode.BadRequest, (await client.SubmitAsync("/review/users", "/review/users?handler=Delete", ("user", "u1"))).Status);
        Assert.NotNull(await _store.FindAsync(record.Id));
        Assert.Equal(HttpStatusCode.NotFound, (await client.SubmitAsync("/review/users", "/review/users?handler=Delete", ("user", "nobody"), ("confirm", "1"))).Status);
        var deleted = await client.SubmitAsync("/review/users", "/review/users?handler=Delete", ("user", "u1"), ("confirm", "1"));
        Assert.Contains("1 answer is deleted", (await client.FollowAsync(deleted)).Text, StringComparison.Ordinal);
        Assert.Null(await _store.FindAsync(record.Id));

        var audit = (await client.GetAsync("/review/audit")).Text;
        Assert.Contains("deleted a user’s data", audit, StringComparison.Ordinal);
        Assert.Contains("exported a user’s data", audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_answers_are_deleted_only_when_confirmed()
    {
        var record = await StoreAsync();
        using var client = new ReviewClient(_host);

        Assert.Equal(HttpStatusCode.BadRequest, (await client.SubmitAsync("/review/users", "/review/users?handler=DeleteOld", ("before", "2030-01-01"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.SubmitAsync("/review/users", "/review/users?handler=DeleteOld", ("before", "soon"), ("confirm", "1"))).Status);
        await client.SubmitAsync("/review/users", "/review/users?handler=DeleteOld", ("before", "2026-03-04"), ("confirm", "1"));
        Assert.NotNull(await _store.FindAsync(record.Id));
        await client.SubmitAsync("/review/users", "/review/users?handler=DeleteOld", ("before", "2026-03-05"), ("confirm", "1"));
        Assert.Null(await _store.FindAsync(record.Id));
    }

    private Task<AnswerRecord> StoreAsync(string question = "When was it opened?") =>
        _host.StoreAsync(Answers.Cited(question, "bridge.txt", $"{Opened} {Painted}", Opened, Painted));

    private static Task<ReviewClient.Reply> PostAsync(ReviewClient client, string id, string? handler, int version, params (string Name, string Value)[] fields) => client.SubmitAsync(
        $"/review/{id}",
        $"/review/{id}{(handler is null ? "" : $"?handler={handler}")}",
        [("reviewer", "local"), ("version", version.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. fields]);
}
