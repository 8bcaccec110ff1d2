using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Newtonsoft.Json.Linq;
using QaBot.Models;
using QaBot.Web.Bot;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot;

public sealed class FollowUpTests
{
    private const string Question = "How many pages of US evidence did Mexico publish?";

    private readonly TaskCompletionSource _asked = new();
    private readonly TaskCompletionSource _gate = new();

    [Fact]
    public async Task An_answer_offers_what_could_be_asked_next()
    {
        using var folder = new TestFolder().WithSeeds();
        await using var host = await StartAsync(folder);
        using var chat = await ChatSession.StartAsync(host);
        _gate.SetResult();

        Assert.NotEmpty(Suggestions(await chat.AskAsync(Question)));
    }

    [Fact]
    public async Task While_others_wait_for_answers_none_is_looked_for()
    {
        using var folder = new TestFolder().WithSeeds();
        await using var host = await StartAsync(folder);
        using var first = await ChatSession.StartAsync(host);
        using var second = await ChatSession.StartAsync(host);
        // The greetings, too, are turns that others wait for.
        await Wait.UntilAsync(async () => (await first.ActivitiesAsync()).Count > 0 && (await second.ActivitiesAsync()).Count > 0);
        await Wait.UntilAsync(() => !host.Services.GetRequiredService<TurnScheduler>().IsBusy);
        var asked = first.AskAsync(Question);
        // The one that is answered first must be the first's: whoever is last keeps nobody waiting.
        await _asked.Task.WaitAsync(Wait.Limit);
        await second.SendAsync(Question);
        await Wait.UntilAsync(() => host.Services.GetRequiredService<TurnScheduler>().IsBusy);
        _gate.SetResult();

        Assert.Empty(Suggestions(await asked));
    }

    private Task<BotHost> StartAsync(TestFolder folder) => BotHost.StartWithAsync(
        folder,
        services => services.Replace(ServiceDescriptor.Singleton<IChatClient>(
            provider => new GatedChatClient(ActivatorUtilities.CreateInstance<ExtractiveChatClient>(provider), _asked, _gate.Task))),
        ("Bot:ConcurrentTurns", "1"), ("Bot:FollowUpTime", "00:00:02"));

    private static JArray Suggestions(JObject answer) => (JArray?)answer["suggestedActions"]?["actions"] ?? [];

    /// <summary>A model that answers once it may.</summary>
    private sealed class GatedChatClient(IChatClient inner, TaskCompletionSource asked, Task gate) : DelegatingChatClient(inner)
    {
        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            asked.TrySetResult();
            await gate;
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
                yield return update;
        }
    }
}
