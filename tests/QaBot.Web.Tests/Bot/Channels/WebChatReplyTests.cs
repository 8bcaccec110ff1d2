using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Answering;
using QaBot.Articles;
using QaBot.Grounding;
using QaBot.Retrieval;
using QaBot.Web.Bot.Channels;
using QaBot.Web.Bot.Channels.WebChat;

namespace QaBot.Web.Tests.Bot.Channels;

public sealed class WebChatReplyTests
{
    private static readonly Uri Site = new("http://127.0.0.1:3978");

    [Fact]
    public void Each_citation_is_a_link_reference_definition_with_its_title()
    {
        var reply = Shape(Cited(title: "A title"), Site);

        Assert.Equal("A claim [1].\n\n[1]: http://127.0.0.1:3978/sources/sub/a%20b%23.txt?start=0&end=20#quote \"A title\"", reply.Text);
    }

    [Fact]
    public void Without_an_address_a_citation_is_a_reference_within_the_message()
    {
        var reply = Shape(Cited(title: "A title"), null);

        Assert.EndsWith("\n\n[1]: cite:1 \"A title\"", reply.Text, StringComparison.Ordinal);
        Assert.Null(Message(reply)["citation"]![0]!["appearance"]!["url"]);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("\"quoted\" 'twice'")]
    [InlineData("ends with a backslash \\")]
    [InlineData("breaks \\\" out")]
    [InlineData("x\" onclick=\"alert(1)")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</a><img src=x onerror=alert(1)>")]
    [InlineData("a\n\n[1]: http://evil.example \"b")]
    [InlineData("[click](http://evil.example) ![x](http://evil.example/x.png)")]
    [InlineData("[1]: http://evil.example")]
    [InlineData("&quot; &lt;b&gt; &#34;")]
    [InlineData("`code` ~~~ # * _ | > -")]
    [InlineData("\u0000\u0085\u2028 odd spaces \t")]
    [InlineData("emoji 😀 and عربي")]
    public void No_title_breaks_out_of_its_definition(string title)
    {
        var reply = Shape(Cited(title: title), Site);

        var link = Assert.Single(Links(reply.Text));
        Assert.StartsWith("http://127.0.0.1:3978/sources/", link.Url, StringComparison.Ordinal);
        Assert.Equal(MarkdownText.Shorten(title, 200), link.Title);
        AssertHarmless(reply.Text);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</a><img src=x onerror=alert(1)>")]
    [InlineData("[click](http://evil.example)")]
    [InlineData("x\n\n[1]: http://evil.example \"y\"")]
    [InlineData("\"]: http://evil.example")]
    [InlineData("![x](http://evil.example/x.png)")]
    [InlineData("<http://evil.example>")]
    [InlineData("see http://evil.example/a, www.evil.example or ana@evil.example")]
    [InlineData("`a` ``` ~~~")]
    public void No_quote_breaks_out_where_it_is_shown_as_markdown(string quote)
    {
        var reply = Shape(Cited(quote: quote), Site);

        var shown = (string)Message(reply)["citation"]![0]!["appearance"]!["text"]!;
        Assert.Empty(Links(shown));
        // Web Chat makes links of addresses that are not marked as such.
        Assert.Empty(Markdown.Parse(shown, new MarkdownPipelineBuilder().UseAutoLinks().Build()).Descendants<LinkInline>());
        AssertHarmless(shown);
        Assert.Equal(quote, (string?)Details(reply)["citations"]![0]!["quote"]);
    }

    [Theory]
    [InlineData("- [1]: http://evil.example\n\nA claim [1].")]
    [InlineData("1. [1]: http://evil.example\n\nA claim [1].")]
    [InlineData("> - [1]: http://evil.example\n\nA claim [1].")]
    [InlineData("[1](http://evil.example) A claim [1].")]
    [InlineData("~~~\nA claim [1].")]
    [InlineData("```\nA claim [1].")]
    [InlineData("<script>\nA claim [1].")]
    [InlineData("<!--\nA claim [1].")]
    public void No_text_of_an_answer_takes_over_a_citation(string text)
    {
        var reply = Shape(Cited() with { Text = text }, Site);

        var links = Links(reply.Text);
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.StartsWith("http://127.0.0.1:3978/sources/", link.Url, StringComparison.Ordinal));
        AssertHarmless(reply.Text);
    }

    [Fact]
    public void The_message_names_each_source_and_can_be_rated()
    {
        var reply = Shape(Cited(title: "A title"), Site);

        var message = Message(reply);
        Assert.Equal("", (string?)message["@id"]);
        Assert.Equal("AIGeneratedContent", (string?)Assert.Single(message["additionalType"]!));
        var citation = Assert.Single(message["citation"]!);
        Assert.Equal(1, (int)citation["position"]!);
        Assert.Equal("A title", (string?)citation["appearance"]!["name"]);
        Assert.Equal("Words of the source.", (string?)citation["appearance"]!["abstract"]);
        Assert.EndsWith("?start=0&end=20#quote", (string?)citation["appearance"]!["url"], StringComparison.Ordinal);
        Assert.Equal(
            ["LikeAction urn:qabot:answer:0123:like", "DislikeAction urn:qabot:answer:0123:dislike"],
            message["potentialAction"]!.Select(action => $"{action["@type"]} {action["@id"]}"));
    }

    [Fact]
    public void An_answer_that_was_not_stored_cannot_be_rated()
    {
        var reply = new WebChatReply().Shape(new AnswerReply(Cited()));

        Assert.Null(Message(reply)["potentialAction"]);
        Assert.Null((string?)Details(reply)["answerId"]);
    }

    [Fact]
    public void The_details_tell_the_page_what_the_text_cannot()
    {
        var answer = Cited(title: "A title") with { Disagreements = [new Disagreement("pages", [new DisputedValue("751", 1), new DisputedValue("743", 1)])], Model = "extractive" };

        var reply = Shape(answer, Site);

        var expected = JObject.Parse("""
            {"answerId":"0123","question":"?","kind":"cited","refused":false,"reason":null,"model":"extractive","stopped":false,
             "claims":[{"text":"A claim","citations":[1],"verdict":"supported","score":1.0,"reason":"because"}],
             "citations":[{"n":1,"article":"sub/a b#.txt","title":"A title","quote":"Words of the source.","start":0,"end":20,"url":"/sources/sub/a%20b%23.txt?start=0&end=20#quote"}],
             "disagreements":[{"about":"pages","values":[{"value":"751","citation":1},{"value":"743","citation":1}]}],
             "nearest":[]}
            """);
        Assert.Equal(expected.ToString(), Details(reply).ToString());
        Assert.Contains("**The sources differ**\n\n- pages: 751 [1]; 743 [1]\n\n[1]: ", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("**Sources**", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_details_tell_that_extracts_stand_in_the_answer_and_why()
    {
        var answer = Cited() with { Degraded = new Degradation(QaBot.Models.ModelProblemKind.TimedOut, "The model took too long.") };

        Assert.Equal("""{"kind":"timedOut","reason":"The model took too long."}""", Details(Shape(answer, Site))["degraded"]!.ToString(Newtonsoft.Json.Formatting.None));
    }

    [Fact]
    public void A_refusal_names_the_nearest_articles_and_can_be_rated()
    {
        var cited = Cited(title: "A title");
        var article = cited.Citations[0].Article;
        var passage = new QaBot.Passages.Passage(article, new TextSpan(0, 5), [], null, 1);
        var refused = cited with
        {
            Kind = AnswerKind.Refused,
            Reason = "Nothing found.",
            Text = "The sources don't say.",
            Citations = [],
            Claims = [],
            Retrieved = [new RetrievedPassage(passage, 1, 1), new RetrievedPassage(passage, 0.5, 2)],
        };

        var reply = Shape(refused, Site, "What can you do?");

        Assert.Equal("The sources don't say.", reply.Text);
        Assert.Equal("Nothing found.", (string?)Details(reply)["reason"]);
        Assert.Equal("""{"article":"sub/a b#.txt","title":"A title","url":"/sources/sub/a%20b%23.txt"}""", Assert.Single(Details(reply)["nearest"]!).ToString(Newtonsoft.Json.Formatting.None));
        Assert.Null(Message(reply)["additionalType"]);
        Assert.Equal(2, Message(reply)["potentialAction"]!.Count());
        Assert.Equal("What can you do?", Assert.Single(reply.SuggestedActions.Actions).Value);
    }

    [Theory]
    [InlineData("webchat", true)]
    [InlineData("directline", true)]
    [InlineData("emulator", false)]
    [InlineData("msteams", false)]
    [InlineData(null, false)]
    public void Only_web_chat_and_direct_line_get_it(string? channel, bool expected) =>
        Assert.Equal(expected, ReplyShapers.For(channel) is WebChatReply);

    private static Activity Shape(Answer answer, Uri? site, params string[] suggestions) =>
        new WebChatReply().Shape(new AnswerReply(answer) { RecordId = "0123", SourcesUrl = site, Suggestions = suggestions });

    private static JObject Message(Activity reply) => Assert.Single(reply.Entities, entity => entity.Type == "https://schema.org/Message").Properties;

    private static JObject Details(Activity reply) => (JObject)((JObject)reply.ChannelData)["qabot"]!;

    private static List<LinkInline> Links(string markdown) => [.. Markdown.Parse(markdown).Descendants<LinkInline>()];

    private static void AssertHarmless(string markdown)
    {
        var document = Markdown.Parse(markdown);
        Assert.Empty(document.Descendants<HtmlBlock>());
        Assert.Empty(document.Descendants<HtmlInline>());
        Assert.Empty(document.Descendants<AutolinkInline>());
        Assert.DoesNotContain(document.Descendants<LinkInline>(), link => link.IsImage || link.Url!.Contains("evil", StringComparison.Ordinal));
        Assert.DoesNotContain("<script", Markdown.ToHtml(markdown), StringComparison.OrdinalIgnoreCase);
    }

    private static Answer Cited(string? title = null, string quote = "Words of the source.")
    {
        var article = new Article { Name = "sub/a b#.txt", Text = quote, ContentHash = "", Title = title, Blocks = [] };
        return new Answer
        {
            Question = new Question("?"),
            Kind = AnswerKind.Cited,
            Query = "?",
            Text = "A claim [1].",
            Claims = [new Claim("A claim", [1], new GroundingResult(GroundingVerdict.Supported, 1, "because"))],
            Citations = [new Citation(1, article, new TextSpan(0, quote.Length))],
            Timings = new AnswerTimings(default, default, default, default),
        };
    }
}
