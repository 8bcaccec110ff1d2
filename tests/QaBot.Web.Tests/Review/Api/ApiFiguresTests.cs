using System.Net;
using System.Text.Json;
using QaBot.Web.Tests.Review.Figures;

namespace QaBot.Web.Tests.Review.Api;

/// <summary>The figures that the API gives, and those of the pages beside them.</summary>
public sealed class ApiFiguresTests : ApiTests
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await ReviewedAnswers.FillAsync(Host, 60);
    }

    [Fact]
    public async Task The_dashboards_figures_add_up()
    {
        var all = (await Ann.GetAsync("/figures/dashboard")).Json;
        var byModel = (await Ann.GetAsync("/figures/dashboard?by=Model&period=Month")).Json;
        var oneDay = (await Ann.GetAsync("/figures/dashboard?from=2026-03-03&to=2026-03-03")).Json;

        var total = Assert.Single(all.GetProperty("totals").EnumerateArray());
        Assert.Equal(60, total.GetProperty("answers").GetInt32());
        Assert.Equal(60, all.GetProperty("cells").EnumerateArray().Sum(cell => cell.GetProperty("answers").GetInt32()));
        Assert.Equal(["extractive", "gpt-4o-mini"], byModel.GetProperty("totals").EnumerateArray().Select(cell => cell.GetProperty("group").GetString()));
        Assert.Equal(3, oneDay.GetProperty("totals")[0].GetProperty("answers").GetInt32());
        var refusals = total.GetProperty("refusalRate");
        Assert.Equal((9, 60), (refusals.GetProperty("hits").GetInt32(), refusals.GetProperty("count").GetInt32()));
        Assert.InRange(0.15, refusals.GetProperty("low").GetDouble(), refusals.GetProperty("high").GetDouble());
    }

    [Fact]
    public async Task What_there_is_nothing_of_is_null()
    {
        var day = (await Ann.GetAsync("/figures/dashboard?period=Day&from=2026-03-04&to=2026-03-04")).Json.GetProperty("totals")[0];

        Assert.Equal(JsonValueKind.Null, day.GetProperty("slowMs").GetProperty("high").ValueKind);
        Assert.Empty((await Ann.GetAsync("/figures/dashboard?from=2001-01-01&to=2001-01-02")).Json.GetProperty("cells").EnumerateArray());
    }

    [Fact]
    public async Task The_checker_and_the_reviewers_are_measured()
    {
        var checker = (await Ann.GetAsync("/figures/checker")).Json;
        var agreement = (await Ann.GetAsync("/figures/agreement")).Json;

        var recall = checker.GetProperty("recall");
        Assert.True(checker.GetProperty("claims").GetInt32() > 20);
        Assert.True(recall.GetProperty("hits").GetInt32() > 0 && recall.GetProperty("hits").GetInt32() < recall.GetProperty("count").GetInt32());
        Assert.Equal(JsonValueKind.Null, checker.GetProperty("roc")[0].GetProperty("threshold").ValueKind);
        Assert.NotEmpty(checker.GetProperty("disputed").EnumerateArray());
        var both = Assert.Single(agreement.EnumerateArray());
        Assert.Equal(("ann", "bob"), (both.GetProperty("one").GetString(), both.GetProperty("other").GetString()));
    }

    [Fact]
    public async Task Measures_and_the_audit_log_are_told()
    {
        var measures = (await Ann.GetAsync("/measures?to=2026-03-03")).Json;
        Assert.Equal(5, measures.GetArrayLength());
        Assert.Equal("lighthouse.txt", measures[0].GetProperty("articles")[0].GetString());

        Assert.Equal(2, (await Ann.GetAsync("/audit?take=2")).Json.GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, (await Ann.GetAsync("/audit?take=1001")).Status);
    }
}
