using System.Xml.Linq;
using FsCheck.Xunit;
using QaBot.Answering;
using QaBot.Evaluation;
using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Reports;
using QaBot.Evaluation.Sets;
using QaBot.Grounding;

namespace QaBot.Tests.Evaluation.Reports;

public sealed class HtmlReportTests
{
    private static readonly string[] s_outward = ["src", "href", "action", "data", "srcset", "poster", "xlink:href"];

    private static readonly Bootstrap s_bootstrap = new(100);

    private static string Html(EvaluationRun run) => HtmlReport.Of(EvaluationReport.Of(run, s_bootstrap), s_bootstrap);

    private static XElement Page(EvaluationRun run) => XDocument.Parse(Html(run)).Root!;

    /// <summary>With every chart and list that a page can have.</summary>
    private static EvaluationRun Whole(string text = "text", string name = "one.txt") => SampleRuns.Of(
        SampleRuns.Question(new EvaluationQuestion
        {
            Id = text,
            Question = text,
            Kind = text,
            Answers = [text],
            All = [[text]],
            Docs = new Dictionary<string, int> { [name] = 2 },
            History = [new ConversationTurn(ConversationRole.User, text)],
        }, text, 0.9, AnswerKind.Cited, name, "two.txt") with
        {
            Ranks = new Dictionary<string, int> { [name] = 3 },
            Passages = [new FoundPassage(name, 1, 2, text)],
        },
        SampleRuns.Question(SampleRuns.Answerable("a"), "715", 0.8, AnswerKind.Cited, "one.txt"),
        SampleRuns.Question(SampleRuns.Unanswerable("b"), text, 0.7, AnswerKind.Cited, "one.txt"),
        SampleRuns.Question(SampleRuns.Unanswerable("c") with { Reply = ExpectedReply.Conversation }, "No.", 0, AnswerKind.Refused)) with
    {
        Set = text,
        Model = text,
        Prompt = new PromptIdentity(text, "abc"),
        Claims = [SampleRuns.Claim("a", true, GroundingVerdict.Supported, 0.9, "true"), SampleRuns.Claim("b", false, GroundingVerdict.Partial, 0.4, text)],
        Drafts = [new DraftOutcome(text, text, text, text, [new(text, text, false)], [new(text, true, false), new(text, false, false)])],
    };

    [Fact]
    public void The_page_has_every_section_and_each_chart_its_title_description_and_numbers()
    {
        var page = Page(Whole());

        Assert.Equal(
            ["By kind", "Retrieval", "Answering and refusing", "The check of claims", "All figures", "Drafts with faults", "The worst replies"],
            page.Descendants("h2").Select(heading => heading.Value));
        var figures = page.Descendants("figure").ToList();
        Assert.Equal(10, figures.Count);
        Assert.All(figures, figure =>
        {
            var svg = figure.Element("svg")!;
            Assert.Equal("img", svg.Attribute("role")!.Value);
            Assert.Equal($"{svg.Element("title")!.Attribute("id")!.Value} {svg.Element("desc")!.Attribute("id")!.Value}", svg.Attribute("aria-labelledby")!.Value);
            Assert.NotEmpty(svg.Element("title")!.Value);
            Assert.NotEmpty(figure.Descendants("tbody").Single().Elements("tr"));
        });
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void The_shipped_threshold_and_the_verdicts_are_marked()
    {
        var marks = Page(Whole()).Descendants("text").Where(text => text.Attribute("class")!.Value == "marked").Select(text => text.Value);

        Assert.Equal(["shipped: 0.5", "verdicts"], marks);
    }

    [Fact]
    public void The_page_needs_nothing_from_elsewhere_and_runs_nothing()
    {
        var page = Page(Whole());

        Assert.Empty(page.Descendants("script"));
        Assert.Empty(page.Descendants("link"));
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => s_outward.Contains(attribute.Name.LocalName) || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("://", Html(Whole()), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.Descendants("meta").Attributes("content").Last().Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("</style><script>alert(1)</script>")]
    [InlineData("\"' onload=alert(1) <svg/onload=alert(1)>")]
    [InlineData("]]> <!-- &lt; &amp; \u0000 \u0008 \ufffe \ud800 &#0;")]
    public void Hostile_text_stays_text(string text)
    {
        var page = Page(Whole(text, text));

        Assert.Equal(Page(Whole()).Descendants().Select(element => element.Name).Distinct().Order(System.Collections.Generic.Comparer<XName>.Create((a, b) => string.CompareOrdinal(a.LocalName, b.LocalName))).Select(name => name.LocalName),
            page.Descendants().Select(element => element.Name.LocalName).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(page.Descendants("h3"), heading => heading.Value == EvidenceMarkup.ReplaceIllegal(text));
    }

    [Property(MaxTest = 30)]
    public void Any_text_makes_a_page(string? text)
    {
        var any = text ?? "";

        Assert.NotNull(Page(Whole(any, "x" + any)));
    }

    [Fact]
    public void No_element_but_those_without_an_end_closes_itself_outside_of_pictures()
    {
        var page = Page(Whole(""));
        foreach (var picture in page.Descendants("svg").ToList())
            picture.Remove();

        Assert.All(page.Descendants().Where(element => element.IsEmpty), element => Assert.Equal("meta", element.Name.LocalName));
    }

    [Fact]
    public void The_surest_wrong_replies_come_first_and_no_more_than_fifty()
    {
        var run = SampleRuns.Of(
        [
            SampleRuns.Question(SampleRuns.Answerable("right"), "751", 0.9, AnswerKind.Cited, "one.txt"),
            SampleRuns.Question(SampleRuns.Answerable("refused"), "751", 0.4, AnswerKind.Cited, "one.txt"),
            .. Enumerable.Range(0, 60).Select(i => SampleRuns.Question(SampleRuns.Unanswerable($"{i}"), "751", 0.5 + (i / 1000.0), AnswerKind.Cited, "one.txt")),
        ]);

        var worst = Page(run).Descendants("article").Select(article => article.Element("h3")!.Value).ToList();

        Assert.Equal(50, worst.Count);
        Assert.Equal(["Question refused?", "Question 59?", "Question 58?"], worst.Take(3));
    }

    [Fact]
    public void A_run_of_one_claim_makes_a_page_too() =>
        Assert.Empty(Page(SampleRuns.OfClaims(SampleRuns.Claim("a", true, GroundingVerdict.Supported, 0.9))).Descendants("article"));

    [Fact]
    public void The_same_run_is_the_same_page() => Assert.Equal(Html(Whole()), Html(Whole()));
}
