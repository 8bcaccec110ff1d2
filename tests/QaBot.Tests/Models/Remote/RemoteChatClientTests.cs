using Microsoft.Extensions.AI;
using QaBot.Testing.Models;

namespace QaBot.Tests.Models.Remote;

public sealed class RemoteChatClientTests
{
    private static readonly ChatMessage[] s_question = [new(ChatRole.System, "Answer."), new(ChatRole.User, "Who says so?")];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_asks_as_the_protocol_says_and_gets_text_usage_and_the_reason_of_the_end(bool streamed)
    {
        await using var server = new FakeModelServer();
        using var model = new RemoteModel(RemoteModel.At(server.Endpoint, "sk-test"));

        var options = new ChatOptions { Temperature = 0, MaxOutputTokens = 500 };
        var answer = streamed
            ? await model.Chat.GetStreamingResponseAsync(s_question, options).ToChatResponseAsync()
            : await model.Chat.GetResponseAsync(s_question, options);

        Assert.Equal(FakeModelServer.DefaultText, answer.Text);
        Assert.Equal((10, 5, 15), (answer.Usage?.InputTokenCount, answer.Usage?.OutputTokenCount, answer.Usage?.TotalTokenCount));
        Assert.Equal((ChatFinishReason.Stop, "gpt-test"), (answer.FinishReason, answer.ModelId));
        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/v1/chat/completions", "sk-test"), (request.Method, request.Target, request.Key));
        Assert.Equal(streamed, request.IsStreamed);
        Assert.Equal(500, request.Json.GetProperty("max_tokens").GetInt32());
        Assert.Equal(0, request.Json.GetProperty("temperature").GetDouble());
        Assert.Equal("Answer.\nWho says so?", request.Text);
    }
}
