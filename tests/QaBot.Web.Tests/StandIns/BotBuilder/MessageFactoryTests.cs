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
}
