using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using QaBot.Web.Bot.Delivery;

namespace QaBot.Web.Tests.Bot.Delivery;

public sealed class KeptReplyTests
{
    [Fact]
    public void A_stored_reply_comes_back_letter_by_letter()
    {
        var activity = JsonConvert.DeserializeObject<Activity>(
            """
            {"type":"message","channelId":"msteams","serviceUrl":"https://smba.example/","conversation":{"id":"19:a|b","isGroup":true,"tenantId":"t"},
             "from":{"id":"bot"},"recipient":{"id":"user","aadObjectId":"o"},"replyToId":"q1","text":"2026-01-02T03:04:05+02:00 \u2028 <b>","textFormat":"markdown",
             "timestamp":"2026-01-02T03:04:05+00:00","channelData":{"at":"2026-01-02T03:04:05+02:00","feedbackLoop":{"type":"custom"}},
             "entities":[{"type":"https://schema.org/Message","citation":[{"position":1,"appearance":{"name":"n"}}]}],
             "attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","body":[{"text":"t"}]}}]}
            """,
            new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;
        var kept = new KeptReply("1", "me", DateTimeOffset.UnixEpoch, activity, "Federation", [new KeptClaim("aud", "app")]);

        var restored = KeptReply.FromJson(kept.ToJson());

        Assert.Equal(JToken.Parse(JsonConvert.SerializeObject(activity)), JToken.Parse(JsonConvert.SerializeObject(restored.Activity)), JToken.EqualityComparer);
        Assert.Contains("03:04:05+02:00", restored.Activity.Text, StringComparison.Ordinal);
        Assert.Contains("+02:00", JsonConvert.SerializeObject(restored.Activity.ChannelData), StringComparison.Ordinal);
        Assert.Equal("msteams/19:a|b", restored.Conversation);
        Assert.Equal("app", restored.Identity.FindFirst("aud")?.Value);
        Assert.True(restored.Identity.IsAuthenticated);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("not json")]
    public void What_is_no_kept_reply_is_said_to_be_none(string text) => Assert.ThrowsAny<JsonException>(() => KeptReply.FromJson(text));
}
