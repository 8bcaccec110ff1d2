using System.Net;
using System.Text.Json;
using QaBot.Web.Tests.Review.Figures;

namespace QaBot.Web.Tests.Review.Api;

/// <summary>What the API tells of answers.</summary>
public sealed class ApiAnswersTests : ApiTests
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await ReviewedAnswers.FillAsync(Host, 30);
    }

    [Fact]
    public async Task Answers_are_listed_a_page_at_a_time()
    {
        var all = (await Ann.GetAsync("/answers?order=Oldest&take=500")).Json;
        var page = (await Ann.GetAsync("/answers?order=Oldest&skip=10&take=5")).Json;

        Assert.Equal((30, true), (all.GetProperty("total").GetInt32(), all.GetProperty("isTotalExact").GetBoolean()));
        Assert.Equal(Enumerable.Range(0, 30).Select(i => ReviewedAnswers.Make(i).Answer.Question), Questions(all));
        Assert.Equal(Questions(all).Skip(10).Take(5), Questions(page));
        Assert.Equal(30, page.GetProperty("total").GetInt32());
        Assert.Equal("Refused", all.GetProperty("items")[3].GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("refused=true", 4)]
    [InlineData("refused=true&state=Open", 0)]
    [InlineData("model=gpt-4o-mini", 8)]
    [InlineData("channel=msteams&model=gpt-4o-mini", 3)]
    [InlineData("disliked=true", 4)]
    [InlineData("from=2026-03-02&to=2026-03-02", 2)]
    [InlineData("reviewer=bob", 4)]
    [InlineData("article=lighthouse.txt", 26)]
    [InlineData("q=question 17", 1)]
    [InlineData("verdict=ShouldHaveAnswered", 2)]
    [InlineData("prompt=none", 0)]
    public async Task Filters_are_those_of_the_queue(string query, int count) =>
        Assert.Equal(count, (await Ann.GetAsync($"/answers?{query}")).Json.GetProperty("total").GetInt32());

    [Theory]
    [InlineData("skip=-1")]
    [InlineData("take=0")]
    [InlineData("take=501")]
    [InlineData("state=Closed")]
    [InlineData("from=yesterday")]
    [InlineData("flagged=perhaps")]
    public async Task What_cannot_be_asked_is_refused(string query)
    {
        var refused = await Ann.GetAsync($"/answers?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (refused.Status, refused.Type));
        Assert.NotEmpty(refused.Detail);
        Assert.Equal(HttpStatusCode.BadRequest, (await Ann.GetAsync($"/answers/next?{query}")).Status);
    }

    [Fact]
    public async Task An_answer_comes_with_all_that_is_known_of_it()
    {
        var record = ReviewedAnswers.Make(0);
        var id = await IdAsync(0);

        var answer = (await Ann.GetAsync($"/answers/{id}")).Json;

        Assert.Equal(record.Answer.Answer, answer.GetProperty("record").GetProperty("answer").GetProperty("answer").GetString());
        Assert.Equal(ReviewedAnswers.Quote, answer.GetProperty("record").GetProperty("answer").GetProperty("citations")[0].GetProperty("quote").GetString());
        Assert.Equal("Dislike", answer.GetProperty("feedback")[0].GetProperty("reaction").GetString());
        Assert.Equal("ann", answer.GetProperty("own").GetProperty("reviewer").GetString());
        Assert.Equal("bob", answer.GetProperty("others")[0].GetProperty("reviewer").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await Ann.GetAsync("/answers/none")).Status);
    }

    [Fact]
    public async Task Who_has_not_judged_yet_does_not_see_what_others_say()
    {
        var id = await IdAsync(2);

        var before = (await Bob.GetAsync($"/answers/{id}")).Json;
        Assert.Equal((0, 1, JsonValueKind.Null), (before.GetProperty("others").GetArrayLength(), before.GetProperty("hiddenReviews").GetInt32(), before.GetProperty("own").ValueKind));
        await Bob.SendAsync(HttpMethod.Put, $"/answers/{id}/review", new { verdict = "Wrong" }, ("If-None-Match", "*"));

        var after = (await Bob.GetAsync($"/answers/{id}")).Json;
        Assert.Equal((1, 0), (after.GetProperty("others").GetArrayLength(), after.GetProperty("hiddenReviews").GetInt32()));
    }

    [Fact]
    public async Task The_next_answer_is_one_that_the_caller_has_not_reviewed()
    {
        var next = (await Ann.GetAsync("/answers/next?order=Oldest")).Json.GetProperty("id").GetString();
        Assert.Equal(await IdAsync(1), next);
        Assert.Equal(await IdAsync(5), (await Ann.GetAsync($"/answers/next?order=Oldest&after={next}")).Json.GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, (await Ann.GetAsync("/answers/next?q=nothing+has+this")).Json.GetProperty("id").ValueKind);
    }

    [Fact]
    public async Task The_values_of_filters_are_told()
    {
        var values = (await Ann.GetAsync("/answers/filters")).Json;

        Assert.Equal(["ann", "bob"], values.GetProperty("reviewers").EnumerateArray().Select(value => value.GetString()));
        Assert.Equal(["extractive", "gpt-4o-mini"], values.GetProperty("models").EnumerateArray().Select(value => value.GetString()));
    }

    private static IEnumerable<string?> Questions(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("question").GetString());

    private async Task<string> IdAsync(int i) => (await Ann.GetAsync($"/answers?order=Oldest&take=1&skip={i}")).Json.GetProperty("items")[0].GetProperty("id").GetString()!;
}
