using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using QaBot.Answering;
using QaBot.Web.Bot.Channels.Teams;
using QaBot.Web.Tests.Channels.Teams;

namespace QaBot.Web.Tests.Bot.Channels.Teams;

public sealed class TeamsReplyTests
{
    [Fact]
    public void A_citation_has_what_Teams_shows_of_it()
    {
        var message = Message(SampleReplies.Cited(1, quoteLength: 400));

        Assert.Equal(["@type", "@context", "@id", "citation", "additionalType"], message.Properties.Properties().Select(property => property.Name));
        var appearance = (JObject)message.Properties["citation"]![0]!["appearance"]!;
        Assert.Equal("The title of it", (string?)appearance["name"]);
        Assert.InRange(((string)appearance["abstract"]!).Length, 100, 160);
        Assert.EndsWith(" word…", (string?)appearance["abstract"], StringComparison.Ordinal);
        Assert.Equal("The Publisher of it", (string?)appearance["keywords"]!.Single());
        Assert.Equal("Text", (string?)appearance["image"]!["name"]);
        Assert.StartsWith("https://qabot.example/base/sources/a%20b.txt?start=0&end=", (string?)appearance["url"], StringComparison.Ordinal);
        var card = JObject.Parse((string)appearance["text"]!);
        Assert.Equal("1.5", (string?)card["version"]);
        Assert.Contains("ends so.", card.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 80)]
    [InlineData(20, 4000)]
    [InlineData(21, 80)]
    [InlineData(40, 4000)]
    [InlineData(600, 500)]
    public void Teams_takes_it(int claims, int quoteLength)
    {
        var answer = SampleReplies.Cited(claims, quoteLength: quoteLength, title: new string('t', 300)) with
        {
            Disagreements = [new Disagreement("pages", [new DisputedValue("751", 1), new DisputedValue("743", 1)])],
        };

        var reply = new TeamsReply().Shape(SampleReplies.Of(answer) with { Suggestions = ["a?", "b?", "c?"] });

        Assert.Null(TeamsRules.CheckMessage(OnTheWire(reply), isPersonal: true));
    }

    [Fact]
    public void Questions_are_suggested_where_no_card_keeps_Teams_from_showing_them()
    {
        SuggestedActions? Suggested(int claims) => new TeamsReply().Shape(SampleReplies.Of(SampleReplies.Cited(claims)) with { Suggestions = ["a?", "b?", "c?"] }).SuggestedActions;

        Assert.Equal(["a?", "b?", "c?"], Suggested(3)!.Actions.Select(action => (string)action.Value));
        Assert.Null(Suggested(40));
    }

    [Fact]
    public void Words_that_look_like_an_address_stand_there_without_backslashes_and_come_back_as_they_were()
    {
        const string text = "Ask ann@example.org or see https://example.org/notes.md.";

        var shown = new TeamsReply().Shape(SampleReplies.Of(SampleReplies.Answer(AnswerKind.Conversational, text))).Text;

        Assert.DoesNotContain('\\', shown);
        Assert.DoesNotContain("https://", shown, StringComparison.Ordinal);
        Assert.Equal(text, new TeamsReply().Decode(shown));
    }

    [Fact]
    public void More_sources_than_Teams_takes_are_on_a_card_with_links()
    {
        Assert.Empty(new TeamsReply().Shape(SampleReplies.Of(SampleReplies.Cited(20))).Attachments);

        var card = Assert.Single(new TeamsReply().Shape(SampleReplies.Of(SampleReplies.Cited(40))).Attachments);

        var content = (JObject)card.Content;
        Assert.Equal(40, content.SelectTokens("$..selectAction").Count());
        Assert.All(content.SelectTokens("$..selectAction.type"), type => Assert.Equal("Action.OpenUrl", (string?)type));
        Assert.Contains("[40] The title of it", content.SelectTokens("$..text").Select(text => (string?)text));
    }

    [Fact]
    public void Values_that_differ_stand_side_by_side_on_a_card_with_the_words_of_each_source()
    {
        var answer = SampleReplies.Cited(2) with { Disagreements = [new Disagreement("pages", [new DisputedValue("751", 1), new DisputedValue("743", 2)])] };

        var card = (JObject)Assert.Single(new TeamsReply().Shape(SampleReplies.Of(answer)).Attachments).Content;

        var columns = card.SelectTokens("$..columns[*]").ToList();
        Assert.Equal(2, columns.Count);
        Assert.Contains("751", columns[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("Quote 1 ", columns[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("Quote 2 ", columns[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Thumbs_are_shown_below_what_can_be_rated()
    {
        Assert.Equal("custom", (string?)((JObject)new TeamsReply().Shape(SampleReplies.Of(SampleReplies.Cited(1))).ChannelData)["feedbackLoop"]!["type"]);
        Assert.NotNull(new TeamsReply().Shape(SampleReplies.Of(SampleReplies.Answer(AnswerKind.Refused, "No."))).ChannelData);
        Assert.Null(new TeamsReply().Shape(SampleReplies.Of(SampleReplies.Answer(AnswerKind.Conversational, "Hello!"))).ChannelData);
        Assert.Null(new TeamsReply().Shape(SampleReplies.Of(SampleReplies.Cited(1)) with { RecordId = null }).ChannelData);
    }

    [Theory]
    [InlineData("personal", null, 3)]
    [InlineData(null, null, 3)]
    [InlineData("groupChat", true, 0)]
    [InlineData("channel", true, 0)]
    [InlineData("channel", null, 0)]
    public void Buttons_and_streams_are_for_chats_with_one_user(string? type, bool? isGroup, int buttons)
    {
        var conversation = new ConversationAccount { Id = "c", ConversationType = type, IsGroup = isGroup };

        Assert.Equal(buttons, new TeamsReply().ButtonsIn(conversation));
        Assert.Equal(buttons > 0, new TeamsReply().StreamIn(conversation) is not null);
    }

    [Theory]
    [InlineData("personal", true)]
    [InlineData(null, true)]
    [InlineData("groupChat", true)]
    [InlineData("channel", false)]
    public void Typing_is_not_shown_in_a_teams_channel(string? type, bool shown) =>
        Assert.Equal(shown, new TeamsReply().ShowsTypingIn(new ConversationAccount { Id = "c", ConversationType = type }));

    private static Entity Message(Answer answer) => Assert.Single(new TeamsReply().Shape(SampleReplies.Of(answer)).Entities);

    private static JObject OnTheWire(Activity activity) =>
        JObject.Parse(JsonConvert.SerializeObject(activity, new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore }));
}
