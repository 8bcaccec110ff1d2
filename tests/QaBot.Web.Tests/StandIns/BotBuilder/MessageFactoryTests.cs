using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace QaBot.Web.Tests.StandIns.BotBuilder;

public class MessageFactoryTests
{
    [Fact]
    public void A_text_becomes_a_message_that_accepts_input()
    {
        var message = MessageFactory.Text("answer");

        Assert.Equal((ActivityTypes.Message, "answer", InputHints.AcceptingInput), (message.Type, message.Text, message.InputHint));
        Assert.Null(message.Speak);
    }

    [Fact]
    public void Suggested_actions_say_what_they_show()
    {
        var message = MessageFactory.SuggestedActions(["one", "two"], "pick");

        Assert.Equal("pick", message.Text);
        Assert.Equal(
            [("imBack", "one", "one"), ("imBack", "two", "two")],
            message.SuggestedActions.Actions.Select(action => (action.Type, action.Title, (string)action.Value)));
    }

    [Fact]
    public void Several_attachments_make_a_list_or_a_carousel()
    {
        Attachment[] cards = [new("a/b"), new("c/d")];

        Assert.Equal("list", MessageFactory.Attachment(cards).AttachmentLayout);
        Assert.Equal("carousel", MessageFactory.Carousel(cards).AttachmentLayout);
        Assert.Equal(cards, MessageFactory.Carousel(cards).Attachments);
    }
}
