using System.Runtime.CompilerServices;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Adapters;

/// <summary>A conversation written down as a test: each call returns the flow with one more step.</summary>
public class TestFlow
{
    private readonly TestAdapter _adapter;
    private readonly BotCallbackHandler _callback;
    private readonly Task _steps;

    public TestFlow(TestAdapter adapter, BotCallbackHandler callback = null)
    {
        _adapter = adapter;
        _callback = callback;
        _steps = Task.CompletedTask;
    }

    public TestFlow(TestAdapter adapter, IBot bot)
        : this(adapter, bot.OnTurnAsync)
    {
    }

    public TestFlow(Task task, TestFlow flow)
    {
        _adapter = flow._adapter;
        _callback = flow._callback;
        _steps = task ?? Task.CompletedTask;
    }

    public Task StartTestAsync() => _steps;

    public TestFlow Send(string userSays)
    {
        ArgumentNullException.ThrowIfNull(userSays);
        return Then(() => _adapter.SendTextToBotAsync(userSays, _callback, CancellationToken.None));
    }

    public TestFlow Send(IActivity userActivity)
    {
        ArgumentNullException.ThrowIfNull(userActivity);
        return Then(() => _adapter.ProcessActivityAsync((Activity)userActivity, _callback));
    }

    /// <summary>The user joins the conversation.</summary>
    public TestFlow SendConversationUpdate() => Then(() =>
    {
        var update = Activity.CreateConversationUpdateActivity();
        update.MembersAdded.Add(_adapter.Conversation.User);
        return _adapter.ProcessActivityAsync((Activity)update, _callback);
    });

    /// <param name="expected">The text, compared without the blanks around it.</param>
    /// <param name="description">Begins the failure's message.</param>
    /// <param name="timeout">How long to wait, in milliseconds.</param>
    public TestFlow AssertReply(string expected, string description = null, uint timeout = 3000) => AssertReply(
        reply =>
        {
            var actual = reply.AsMessageActivity()?.Text;
            if (actual?.Trim() != expected?.Trim())
                throw new InvalidOperationException($"{description}:\nExpected:{expected}\nReceived:{actual ?? reply.Type}");
        },
        description,
        timeout);

    public TestFlow AssertReply(Action<IActivity> validateActivity, [CallerMemberName] string description = null, uint timeout = 3000) =>
        Then(async () =>
        {
            using var waiting = new CancellationTokenSource(TimeSpan.FromMilliseconds(timeout));
            validateActivity(await _adapter.GetNextReplyAsync(waiting.Token).ConfigureAwait(false));
        });

    public TestFlow Test(string userSays, string expected, string description = null, uint timeout = 3000) =>
        Send(userSays).AssertReply(expected, description, timeout);

    private TestFlow Then(Func<Task> step)
    {
        return new TestFlow(RunAsync(), this);

        async Task RunAsync()
        {
            await _steps.ConfigureAwait(false);
            await step().ConfigureAwait(false);
        }
    }
}
