using Microsoft.Extensions.AI;
using QaBot.Testing.Models;

namespace QaBot.Tests.Models.Remote;

public sealed class RemoteChatClientConformanceTests : ChatClientConformance, IAsyncDisposable
{
    private readonly FakeModelServer _server = new() { Reply = request => ModelReply.Text("You asked: " + request.Text) };
    private readonly List<RemoteModel> _models = [];

    protected override bool TellsUsage => true;

    protected override IReadOnlyList<IReadOnlyList<ChatMessage>> Questions { get; } =
    [
        [new(ChatRole.System, "Answer."), new(ChatRole.User, "Who decoded the dance?")],
        [new(ChatRole.User, "How many bees are in a hive?")],
        [new(ChatRole.User, "¿Dónde está el café? 日本語 😀")],
    ];

    public async ValueTask DisposeAsync()
    {
        foreach (var model in _models)
            model.Dispose();
        await _server.DisposeAsync();
    }

    protected override IChatClient Create()
    {
        _models.Add(new RemoteModel(RemoteModel.At(_server.Endpoint)));
        return _models[^1].Chat;
    }
}
