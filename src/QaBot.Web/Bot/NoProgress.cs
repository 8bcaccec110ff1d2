using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot;

/// <summary>For replies that go into the response to a request: nothing can be shown before.</summary>
public sealed class NoProgress : IAnswerProgress
{
    public string? MessageId => null;

    public void Show(string text)
    {
    }

    public Task<Activity?> EndAsync(Activity reply) => Task.FromResult<Activity?>(reply);

    public Activity[]? Instead(Activity reply, ErrorResponseException refusal) => null;

    public Activity AsEnd(Activity reply) => reply;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
