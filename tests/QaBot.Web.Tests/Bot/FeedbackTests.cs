using System.Net;
using Newtonsoft.Json.Linq;
using QaBot.Review;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot;

public sealed class FeedbackTests : IAsyncLifetime
{
    private const string Question = "When was the lighthouse of Norrland built?";
    private const string Nowhere = "http://127.0.0.1:9";

    private readonly TestFolder _folder = new TestFolder().WithArticle("lighthouse.txt", "The lighthouse of Norrland was built in 1874.");
    private BotHost _host = null!;

    public async Task InitializeAsync() => _host = await BotHost.StartAsync(_folder);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_thumbs_of_an_answer_are_kept_with_it()
    {
        var reply = Assert.Single(await _host.AskAsync(Activities.WebChat(Question, Nowhere)));
        var id = (string)reply["channelData"]!["qabot"]!["answerId"]!;
        var dislike = reply["entities"]!.Single(entity => (string?)entity["@type"] == "Message")["potentialAction"]![1]!;
        var clicked = Activities.WebChatEvent("webchat:activity-status/feedback", Nowhere);
        clicked["entities"] = new JArray(dislike);

        await SendAsync(clicked);

        var feedback = Assert.Single(await FeedbackAsync(id));
        Assert.Equal((Reaction.Dislike, "user", "webchat", null), (feedback.Reaction, feedback.UserId, feedback.Channel, feedback.Comment));
    }

    [Fact]
    public async Task The_last_reaction_counts_and_a_comment_stays()
    {
        var id = await AskAsync();

        await SendAsync(Feedback(id, "dislike", "The year is *wrong*."));
        await SendAsync(Feedback(id, "like", null));

        var feedback = Assert.Single(await FeedbackAsync(id));
        Assert.Equal((Reaction.Like, "The year is *wrong*."), (feedback.Reaction, feedback.Comment));
    }

    [Fact]
    public async Task Only_who_was_there_can_rate_an_answer()
    {
        var id = await AskAsync();
        var elsewhere = Feedback(id, "like", null);
        elsewhere["conversation"]!["id"] = "another";
        var otherChannel = Feedback(id, "like", null);
        otherChannel["channelId"] = "directline";
        var otherUser = Feedback(id, "like", null);
        otherUser["from"]!["id"] = "somebody else";

        foreach (var activity in new[] { elsewhere, otherChannel, otherUser })
            await SendAsync(activity);

        Assert.Empty(await FeedbackAsync(id));
        Assert.Equal(3, _host.Log.All.Count(line => line.Contains("was ignored", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""null""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("\"private words\"")]
    [InlineData("""{"answerId":7,"reaction":"like"}""")]
    [InlineData("""{"answerId":"private words","reaction":"like"}""")]
    [InlineData("""{"answerId":"ID","reaction":"private words"}""")]
    [InlineData("""{"answerId":"ID","reaction":["like"]}""")]
    [InlineData("""{"answerId":{"private words":1},"reaction":"like","comment":"private words"}""")]
    public async Task What_is_not_understood_is_ignored_and_logged_without_what_it_says(string value)
    {
        var id = await AskAsync();

        await SendAsync(Activities.WebChatEvent("qabot/feedback", Nowhere, JToken.Parse(value.Replace("ID", id, StringComparison.Ordinal))));

        Assert.Empty(await FeedbackAsync(id));
        Assert.Single(_host.Log.All, line => line.Contains("was ignored", StringComparison.Ordinal));
        Assert.DoesNotContain(_host.Log.All, line => line.Contains("private words", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""null""")]
    [InlineData("""[]""")]
    [InlineData("""[null]""")]
    [InlineData("""[{"@type":"LikeAction"}]""")]
    [InlineData("""[{"@type":7,"@id":{}}]""")]
    [InlineData("""[{"@type":"LikeAction","@id":"urn:qabot:answer:ID:dislike"}]""")]
    [InlineData("""[{"@type":"VoteAction","@id":"urn:qabot:answer:ID:like"}]""")]
    [InlineData("""[{"@type":"LikeAction","@id":"urn:qabot:answer:ID:like\n"}]""")]
    public async Task Actions_that_are_none_of_ours_are_ignored(string entities)
    {
        var id = await AskAsync();
        var clicked = Activities.WebChatEvent("webchat:activity-status/feedback", Nowhere);
        clicked["entities"] = JToken.Parse(entities.Replace("ID", id, StringComparison.Ordinal));

        await SendAsync(clicked);

        Assert.Empty(await FeedbackAsync(id));
        Assert.DoesNotContain(_host.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private async Task<string> AskAsync() =>
        (string)Assert.Single(await _host.AskAsync(Activities.WebChat(Question, Nowhere)))["channelData"]!["qabot"]!["answerId"]!;

    private static JObject Feedback(string id, string reaction, string? comment) =>
        Activities.WebChatEvent("qabot/feedback", Nowhere, new JObject { ["answerId"] = id, ["reaction"] = reaction, ["comment"] = comment });

    private async Task SendAsync(JObject activity)
    {
        using var response = await _host.PostAsync(activity);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<List<AnswerFeedback>> FeedbackAsync(string id)
    {
        await using var log = await AnswerLog.OpenAsync(_host.AnswerLogFile);
        return await log.FeedbackOnAsync(id);
    }
}
