using System.Globalization;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Answering;
using QaBot.Web.Bot.Channels;

namespace QaBot.Web.Tests.Bot.Channels;

/// <summary>What a reply keeps on every channel.</summary>
public abstract partial class ReplyShaperConformance
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UseAutoLinks().UsePipeTables().Build();

    public static TheoryData<int, int, int> Sizes => new() { { 1, 60, 80 }, { 40, 60, 80 }, { 40, 200, 4000 }, { 400, 200, 400 }, { 1, 100_000, 400 }, { 20, 6000, 100 }, { 1500, 60, 60 } };

    protected abstract IReplyShaper Shaper { get; }

    [Fact]
    public void Hostile_text_stays_words()
    {
        var answer = SampleReplies.Cited(3, extra: SampleReplies.Hostile, title: SampleReplies.Hostile) with
        {
            Disagreements = [new Disagreement(SampleReplies.Hostile, [new DisputedValue(SampleReplies.Hostile, 1), new DisputedValue("2", 2)])],
        };

        foreach (var sample in new[] { answer, SampleReplies.Answer(AnswerKind.Refused, SampleReplies.Hostile), SampleReplies.Answer(AnswerKind.Conversational, SampleReplies.Hostile) })
            AssertHarmless(Shape(sample));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void No_message_is_larger_than_the_channel_takes(int claims, int claimLength, int quoteLength)
    {
        var reply = Shape(SampleReplies.Cited(claims, claimLength, quoteLength));

        Assert.InRange(Shaper.SizeOf(reply), 1, Shaper.MaxSize);
        Assert.False(string.IsNullOrWhiteSpace(reply.Text));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_number_in_the_text_has_its_source_and_every_source_its_number(int claims, int claimLength, int quoteLength)
    {
        var reply = Shape(SampleReplies.Cited(claims, claimLength, quoteLength));

        Assert.Equal(MarkersIn(reply).Order(), SourcesIn(reply).Order());
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Claims_are_shown_whole_with_their_markers_and_verdicts_or_not_at_all(int claims, int claimLength, int quoteLength)
    {
        var answer = SampleReplies.Cited(claims, claimLength, quoteLength);

        var text = Shape(answer).Text;

        var shown = 0;
        while (shown < answer.Claims.Count && text.Contains($"Claim {shown + 1} ", StringComparison.Ordinal))
            shown++;
        var whole = Regex.Count(text, @"ends so\. \[[0-9]+\](?: \(only partly supported by the sources\))?(?=\n|$)");
        Assert.Equal(shown, whole);
        Assert.Equal(shown / 3, Regex.Count(text, "only partly supported"));
        Assert.Equal(shown < claims, text.Contains("too long for this chat", StringComparison.Ordinal));
        Assert.DoesNotContain($"Claim {shown + 1} ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_smaller_message_can_be_asked_for()
    {
        var answer = SampleReplies.Cited(30);
        var half = Shaper.SizeOf(Shape(answer)) / 2;

        var reply = Shaper.Shape(SampleReplies.Of(answer) with { MaxSize = half });

        Assert.InRange(Shaper.SizeOf(reply), 1, half);
        Assert.NotEmpty(MarkersIn(reply));
    }

    [Fact]
    public void A_long_answer_without_claims_ends_after_a_sentence()
    {
        var text = string.Join(' ', Enumerable.Range(1, 12_000).Select(number => $"Sentence number {number} is here."));

        var reply = Shape(SampleReplies.Answer(AnswerKind.Conversational, text));

        Assert.InRange(Shaper.SizeOf(reply), 1, Shaper.MaxSize);
        Assert.Matches(@"^Sentence number 1 is here\..* is here\.\s+\*?The answer is too long", reply.Text.ReplaceLineEndings(" "));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void Every_quote_that_is_shown_is_one_of_the_answer(int claims)
    {
        var answer = SampleReplies.Cited(claims, quoteLength: 300);

        foreach (var quote in QuotesIn(Shape(answer)))
            Assert.Contains(answer.Citations, citation => citation.Quote.StartsWith(quote.TrimEnd('…'), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(AnswerKind.Refused, "The sources don't say.")]
    [InlineData(AnswerKind.Conversational, "Hello!")]
    public void What_is_no_answer_has_neither_sources_nor_the_mark_of_generated_text(AnswerKind kind, string text)
    {
        var reply = Shape(SampleReplies.Answer(kind, text));

        Assert.Equal(text, reply.Text);
        Assert.Empty(SourcesIn(reply));
        Assert.DoesNotContain("AIGeneratedContent", JObject.FromObject(reply).ToString(), StringComparison.Ordinal);
        Assert.Empty(reply.Attachments ?? []);
    }

    [Fact]
    public void A_stopped_answer_keeps_what_it_has()
    {
        var answer = SampleReplies.Cited(2);
        var reply = Shaper.Shape(SampleReplies.Of(answer with { Text = answer.Text + "\n\n(Stopped here.)" }) with { IsStopped = true });

        Assert.Contains("(Stopped here.)", reply.Text, StringComparison.Ordinal);
        Assert.Equal([1, 2], SourcesIn(reply).Order());
    }

    [Fact]
    public void What_QaBot_says_itself_is_in_the_language_of_the_question()
    {
        var text = Shape(SampleReplies.Cited(2000, question: "¿Cuántas páginas tiene el informe?")).Text;

        Assert.Contains("demasiado larga", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sources", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_are_offered_as_what_a_user_would_type()
    {
        var reply = Shaper.Shape(SampleReplies.Of(SampleReplies.Cited(1)) with { Suggestions = ["What else?"] });

        var button = Assert.Single(reply.SuggestedActions.Actions);
        Assert.Equal(("imBack", "What else?"), (button.Type, button.Value));
    }

    [Fact]
    public void No_channel_shows_buttons_or_streams_to_the_wrong_chat()
    {
        var group = new ConversationAccount { Id = "g", IsGroup = true, ConversationType = "groupChat" };

        Assert.InRange(Shaper.ButtonsIn(group), 0, Shaper.ButtonsIn(new ConversationAccount { Id = "p", ConversationType = "personal" }));
        Assert.True(Shaper.StreamIn(group) is null || Shaper.StreamIn(null) is not null);
    }

    protected Activity Shape(Answer answer) => Shaper.Shape(SampleReplies.Of(answer));

    protected static IEnumerable<JToken> Runs(Activity reply) =>
        (reply.Attachments ?? []).SelectMany(attachment => ((JObject)attachment.Content).SelectTokens("$..inlines[*].text"));

    private static HashSet<int> MarkersIn(Activity reply) =>
        [.. Marker().Matches(SourceLine().Replace(reply.Text, "")).Select(match => Number(match.Groups[1]))];

    private static HashSet<int> SourcesIn(Activity reply) =>
    [
        .. (reply.Entities ?? []).SelectMany(entity => entity.Properties["citation"] as JArray ?? []).Select(citation => (int)citation["position"]!),
        .. SourceLine().Matches(reply.Text).Select(match => Number(match.Groups[1])),
        .. Runs(reply).Select(run => Regex.Match((string)run!, @"^\[([0-9]+)\] ")).Where(match => match.Success).Select(match => Number(match.Groups[1])),
    ];

    private static IEnumerable<string> QuotesIn(Activity reply) =>
    [
        .. (reply.Entities ?? []).SelectMany(entity => entity.Properties["citation"] as JArray ?? []).Select(citation => (string)citation["appearance"]!["abstract"]!),
        .. Regex.Matches(reply.Text, "“([^”]*)”").Select(match => match.Groups[1].Value),
        .. Runs(reply).Select(run => Regex.Match((string)run!, "^“([^”]*)”$")).Where(match => match.Success).Select(match => match.Groups[1].Value),
    ];

    private static void AssertHarmless(Activity reply)
    {
        if (reply.TextFormat == TextFormatTypes.Plain)
        {
            Assert.DoesNotContain("://", reply.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("www.evil", reply.Text, StringComparison.Ordinal);
        }
        else
        {
            var document = Markdig.Markdown.Parse(reply.Text, Markdown);
            Assert.All(document.Descendants<LinkInline>(), link => Assert.True(link is { IsImage: false } && IsOurs(link.Url), link.Url));
            Assert.Empty(document.Descendants<HtmlInline>());
            Assert.Empty(document.Descendants<HtmlBlock>());
            Assert.Empty(document.Descendants<AutolinkInline>());
            Assert.Empty(document.Descendants<CodeInline>());
        }

        // Of what cards show, only text blocks render Markdown.
        foreach (var card in (reply.Attachments ?? []).Select(attachment => (JObject)attachment.Content))
        {
            Assert.DoesNotContain(card.SelectTokens("$..type"), type => (string?)type == "TextBlock");
            Assert.All(card.SelectTokens("$..url"), url => Assert.True(IsOurs((string?)url)));
        }
    }

    private static bool IsOurs(string? url) => url is null || url.StartsWith(SampleReplies.Site.AbsoluteUri, StringComparison.Ordinal);

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<!\\)\[([0-9]{1,4})\]")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^(?:- )?\[([0-9]{1,4})\]:? ", RegexOptions.Multiline)]
    private static partial Regex SourceLine();
}
