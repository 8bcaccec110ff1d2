using Newtonsoft.Json.Linq;
using QaBot.Answering;
using QaBot.Articles;
using QaBot.Grounding;
using QaBot.Web.Bot.Channels;

namespace QaBot.Web.Tests.Bot.Channels;

public sealed class MarkdownReplyTests
{
    private static readonly Uri PublicUrl = new("https://qabot.example/base/");

    [Fact]
    public void Sources_are_listed_with_their_title_and_quote()
    {
        var reply = Shape(Cited(1, title: "A *bold* title"));

        Assert.Equal("A claim [1].\n\n**Sources**\n\n- [1] A \\*bold\\* title: “Words of the source.”", reply.Text);
    }

    [Fact]
    public void The_entity_carries_each_citation_within_the_channel_limits()
    {
        var reply = Shape(Cited(25, title: new string('t', 200), quote: string.Join(' ', Enumerable.Repeat("word", 200))), PublicUrl);

        var entity = Assert.Single(reply.Entities);
        Assert.Equal("https://schema.org/Message", entity.Type);
        var citations = (JArray)entity.Properties["citation"]!;
        Assert.Equal(Enumerable.Range(1, 20), citations.Select(citation => (int)citation["position"]!));
        Assert.All(citations, citation =>
        {
            Assert.InRange(((string)citation["appearance"]!["name"]!).Length, 1, 80);
            Assert.InRange(((string)citation["appearance"]!["abstract"]!).Length, 1, 160);
        });
        Assert.Contains("- [25] ", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_to_sources_need_a_public_url()
    {
        Assert.Null(Appearance(Shape(Cited(1)))["url"]);
        Assert.Equal(
            "https://qabot.example/base/sources/sub/a%20b%23.txt?start=0&end=20",
            (string?)Appearance(Shape(Cited(1), PublicUrl))["url"]);
    }

    [Fact]
    public void Values_on_which_the_sources_differ_stand_side_by_side()
    {
        var answer = Cited(2) with { Disagreements = [new Disagreement("pages", [new DisputedValue("751", 1), new DisputedValue("743", 2)])] };

        Assert.Contains("**The sources differ**\n\n- pages: 751 [1]; 743 [2]", Shape(answer).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_are_in_the_language_of_the_question()
    {
        var answer = Cited(25) with
        {
            Question = new Question("¿Cuántas páginas?"),
            Disagreements = [new Disagreement("pages", [new DisputedValue("751", 1), new DisputedValue("743", 2)])],
        };

        var text = Shape(answer).Text;

        Assert.Contains("**Las fuentes difieren**", text, StringComparison.Ordinal);
        Assert.Contains("**Fuentes**", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_has_neither_sources_nor_the_mark_of_generated_text()
    {
        var answer = Cited(1) with { Kind = AnswerKind.Refused, Citations = [], Text = "The sources don't say." };

        var reply = Shape(answer, PublicUrl, "What can you do?");

        Assert.Equal("The sources don't say.", reply.Text);
        Assert.Empty(reply.Entities);
        Assert.Equal("What can you do?", Assert.Single(reply.SuggestedActions.Actions).Value);
    }

    private static Microsoft.Bot.Schema.Activity Shape(Answer answer, Uri? sourcesUrl = null, params string[] suggestions) =>
        new MarkdownReply().Shape(new AnswerReply(answer) { SourcesUrl = sourcesUrl, Suggestions = suggestions });

    private static JToken Appearance(Microsoft.Bot.Schema.Activity reply) => reply.Entities.Single().Properties["citation"]![0]!["appearance"]!;

    private static Answer Cited(int citations, string? title = null, string quote = "Words of the source.")
    {
        var article = new Article { Name = "sub/a b#.txt", Text = quote, ContentHash = "", Title = title, Blocks = [] };
        return new Answer
        {
            Question = new Question("?"),
            Kind = AnswerKind.Cited,
            Query = "?",
            Text = "A claim [1].",
            Claims = [new Claim("A claim", [1], new GroundingResult(GroundingVerdict.Supported, 1, ""))],
            Citations = [.. Enumerable.Range(1, citations).Select(number => new Citation(number, article, new TextSpan(0, quote.Length)))],
            Timings = new AnswerTimings(default, default, default, default),
        };
    }
}
