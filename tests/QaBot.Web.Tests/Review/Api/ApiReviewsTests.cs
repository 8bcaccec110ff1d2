using System.Net;
using System.Text.Json;
using QaBot.Review;
using QaBot.Web.Tests.Review.Figures;

namespace QaBot.Web.Tests.Review.Api;

/// <summary>What the API stores: reviews, test cases, and what is imported.</summary>
public sealed class ApiReviewsTests : ApiTests
{
    private static readonly (string, string) s_first = ("If-None-Match", "*");

    private AnswerRecord _record = null!;

    private string Path => $"/answers/{_record.Id}/review";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _record = await StoreAsync(ReviewedAnswers.Make(0));
    }

    [Fact]
    public async Task A_review_is_stored_with_the_words_that_it_judges()
    {
        var created = await Ann.SendAsync(HttpMethod.Put, Path, Supported("fine"), s_first);

        Assert.Equal((HttpStatusCode.Created, "\"1\""), (created.Status, created.ETag));
        await using var store = await OpenStoreAsync();
        var review = Assert.Single(await store.ReviewsOfAsync(_record.Id));
        Assert.Equal(("ann", "fine", ReviewedAnswers.Quote), (review.Reviewer, review.Comment, Assert.Single(review.Pairs).Quote));
        var read = await Ann.GetAsync(Path);
        Assert.Equal((HttpStatusCode.OK, "\"1\"", created.Text), (read.Status, read.ETag, read.Text));
        Assert.Equal(("ann", "review"), ((await store.AuditAsync(_record.Id, 1))[0].Who, (await store.AuditAsync(_record.Id, 1))[0].What));
        Assert.Equal(HttpStatusCode.NotFound, (await Bob.GetAsync(Path)).Status);
    }

    [Fact]
    public async Task A_change_names_what_it_changes_and_overwrites_nothing_else()
    {
        await Ann.SendAsync(HttpMethod.Put, Path, Supported("one"), s_first);

        Assert.Equal((HttpStatusCode)428, (await Ann.SendAsync(HttpMethod.Put, Path, Supported("two"))).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Ann.SendAsync(HttpMethod.Put, Path, Supported("two"), s_first)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Bob.SendAsync(HttpMethod.Put, Path, Supported("two"), ("If-Match", "\"1\""))).Status);
        var changed = await Ann.SendAsync(HttpMethod.Put, Path, Supported("two"), ("If-Match", "\"1\""));
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.Status, changed.ETag));
        var late = await Ann.SendAsync(HttpMethod.Put, Path, Supported("three"), ("If-Match", "\"1\""));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "application/problem+json"), (late.Status, late.Type));
        Assert.Equal("two", (await Ann.GetAsync(Path)).Json.GetProperty("comment").GetString());
    }

    [Fact]
    public async Task Of_changes_at_once_one_is_stored()
    {
        await Ann.SendAsync(HttpMethod.Put, Path, Supported("one"), s_first);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Ann.SendAsync(HttpMethod.Put, Path, Supported($"{i}"), ("If-Match", "\"1\""))));

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
        Assert.Equal(7, replies.Count(reply => reply.Status == HttpStatusCode.PreconditionFailed));
    }

    [Theory]
    [InlineData("""{"verdict":"Great"}""")]
    [InlineData("""{"verdict":1}""")]
    [InlineData("""{"verdikt":"Right"}""")]
    [InlineData("""{"pairs":[{"claim":1,"citation":1,"verdict":"Supported"}]}""")]
    [InlineData("""{"pairs":[{"claim":0,"citation":2,"verdict":"Supported"}]}""")]
    [InlineData("""{"pairs":[{"claim":0,"citation":1,"verdict":"Supported"},{"claim":0,"citation":1,"verdict":"Partly"}]}""")]
    [InlineData("""{"isAdjudication":true}""")]
    [InlineData("not json")]
    [InlineData("null")]
    public async Task What_is_no_review_is_refused(string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/review{Path}") { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {AnnToken}");
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");

        Assert.Equal(HttpStatusCode.BadRequest, (await Host.Client.SendAsync(request)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Ann.GetAsync(Path)).Status);
    }

    [Fact]
    public async Task A_comment_that_is_too_long_is_refused_rather_than_cut() =>
        Assert.Contains("8000", (await Ann.SendAsync(HttpMethod.Put, Path, Supported(new string('x', 8001)), s_first)).Detail, StringComparison.Ordinal);

    [Fact]
    public async Task Of_what_does_not_exist_there_is_no_review() =>
        Assert.Equal(HttpStatusCode.NotFound, (await Ann.SendAsync(HttpMethod.Put, "/answers/none/review", Supported("x"), s_first)).Status);

    [Fact]
    public async Task A_reviewed_answer_becomes_a_test_case_and_is_none_any_more()
    {
        var path = $"/golden/{_record.Id}";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Ann.SendAsync(HttpMethod.Put, path)).Status);
        await Ann.SendAsync(HttpMethod.Put, Path, Supported("fine"), s_first);

        var added = await Ann.SendAsync(HttpMethod.Put, path);

        Assert.Equal((HttpStatusCode.OK, "ann"), (added.Status, added.Json.GetProperty("addedBy").GetString()));
        Assert.Equal(_record.Id, Assert.Single((await Bob.GetAsync("/golden")).Json.EnumerateArray()).GetProperty("id").GetString());
        var lines = await Bob.GetAsync("/golden.jsonl");
        Assert.Equal(("application/jsonl", _record.Answer.Question), (lines.Type, lines.Json.GetProperty("question").GetString()));
        Assert.Equal(HttpStatusCode.NoContent, (await Bob.SendAsync(HttpMethod.Delete, path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Bob.SendAsync(HttpMethod.Delete, path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Ann.SendAsync(HttpMethod.Put, "/golden/none")).Status);
    }

    [Fact]
    public async Task What_is_exported_can_be_imported_elsewhere()
    {
        await Ann.SendAsync(HttpMethod.Put, Path, Supported("fine, \"really\"\nfine"), s_first);
        var csv = await Bob.GetAsync("/reviews.csv");
        var lines = await Bob.GetAsync("/reviews.jsonl");
        Assert.Equal(("text/csv", "application/jsonl"), (csv.Type, lines.Type));
        Assert.Contains("\"fine, \"\"really\"\"\nfine\"", csv.Text, StringComparison.Ordinal);
        Assert.Equal(_record.Id, lines.Json.GetProperty("id").GetString());

        Assert.Equal(0, (await Ann.SendAsync(HttpMethod.Post, "/reviews", lines.Text)).Json.GetProperty("imported").GetInt32());
        var other = lines.Text.Replace("\"Right\"", "\"Wrong\"", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await Ann.SendAsync(HttpMethod.Post, "/reviews", other)).Status);
        Assert.Equal(1, (await Ann.SendAsync(HttpMethod.Post, "/reviews?replace=true", other)).Json.GetProperty("imported").GetInt32());

        Assert.Equal("Wrong", (await Ann.GetAsync(Path)).Json.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Nobody_imports_reviews_in_anothers_name()
    {
        string Line(string reviewer) => JsonSerializer.Serialize(new { answerId = _record.Id, reviewer, verdict = "Right" });

        var refused = await Ann.SendAsync(HttpMethod.Post, "/reviews", $"{Line("ann")}\n{Line("bob")}\n");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("bob", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await Ann.SendAsync(HttpMethod.Post, "/reviews", $$"""{"reviews":[{{Line("bob")}}]}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Ann.SendAsync(HttpMethod.Post, "/reviews", "no json")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Bob.GetAsync(Path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Ann.GetAsync(Path)).Status);

        Assert.Equal(HttpStatusCode.OK, (await Ann.SendAsync(HttpMethod.Post, "/reviews", Line("ann"))).Status);
    }

    private static object Supported(string comment) => new { verdict = "Right", pairs = new[] { new { claim = 0, citation = 1, verdict = "Supported" } }, comment };
}
