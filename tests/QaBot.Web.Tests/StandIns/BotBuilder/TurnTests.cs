using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.TraceExtensions;
using Microsoft.Bot.Schema;

namespace QaBot.Web.Tests.StandIns.BotBuilder;

public class TurnTests
{
    [Fact]
    public async Task Middleware_runs_in_order_on_the_way_in_and_in_reverse_on_the_way_out()
    {
        var order = new List<string>();
        var adapter = new TestAdapter().Use(new Recorder("first", order)).Use(new Recorder("second", order));

        await adapter.SendTextToBotAsync("hi", (_, _) => Record(order, "bot"), CancellationToken.None);

        Assert.Equal(["first in", "second in", "bot", "second out", "first out"], order);
    }

    [Fact]
    public async Task Middleware_that_does_not_go_on_ends_the_turn()
    {
        var order = new List<string>();
        var adapter = new TestAdapter().Use(new Recorder("first", order, goOn: false)).Use(new Recorder("second", order));

        await adapter.SendTextToBotAsync("hi", (_, _) => Record(order, "bot"), CancellationToken.None);

        Assert.Equal(["first in", "first out"], order);
    }

    [Fact]
    public async Task What_the_bot_throws_reaches_OnTurnError_with_a_turn_that_can_still_send()
    {
        var adapter = new TestAdapter { OnTurnError = (turn, exception) => turn.SendActivityAsync(exception.Message) };

        await adapter.SendTextToBotAsync("hi", (_, _) => throw new InvalidOperationException("broken"), CancellationToken.None);

        Assert.Equal("broken", adapter.GetNextReply().AsMessageActivity().Text);
    }

    [Fact]
    public async Task Without_OnTurnError_the_exception_passes()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => new TestAdapter().SendTextToBotAsync(
            "hi", (_, _) => throw new InvalidOperationException("broken"), CancellationToken.None));
    }

    [Fact]
    public async Task Send_handlers_see_what_is_sent_and_may_change_or_withhold_it()
    {
        var adapter = new TestAdapter();

        await adapter.SendTextToBotAsync("hi", async (turn, token) =>
        {
            turn.OnSendActivities((_, activities, next) =>
            {
                activities.RemoveAll(activity => activity.Text == "secret");
                activities.ForEach(activity => activity.Text += "!");
                return activities.Count == 0 ? Task.FromResult(Array.Empty<ResourceResponse>()) : next();
            });
            Assert.NotNull(await turn.SendActivityAsync("secret", cancellationToken: token));
            Assert.False(turn.Responded);
            await turn.SendActivityAsync("open", cancellationToken: token);
            Assert.True(turn.Responded);
        }, CancellationToken.None);

        Assert.Equal("open!", adapter.GetNextReply().AsMessageActivity().Text);
        Assert.Null(adapter.GetNextReply());
    }

    [Fact]
    public async Task A_trace_does_not_count_as_a_response()
    {
        var adapter = new TestAdapter(sendTraceActivity: true);

        await adapter.SendTextToBotAsync("hi", async (turn, token) =>
        {
            await turn.TraceActivityAsync("name", "value", "type", "label", token);
            Assert.False(turn.Responded);
        }, CancellationToken.None);

        var trace = (Activity)adapter.GetNextReply();
        Assert.Equal(("trace", "name", "value", "type", "label"), (trace.Type, trace.Name, trace.Value, trace.ValueType, trace.Label));
    }

    [Fact]
    public async Task Text_is_sent_as_a_message_that_accepts_input()
    {
        var adapter = new TestAdapter();

        await adapter.SendTextToBotAsync("hi", (turn, token) => turn.SendActivityAsync("answer", cancellationToken: token), CancellationToken.None);

        Assert.Equal("acceptingInput", adapter.GetNextReply().AsMessageActivity().InputHint);
    }

    [Fact]
    public async Task An_activity_can_be_updated_and_deleted()
    {
        var adapter = new TestAdapter();

        await adapter.SendTextToBotAsync("hi", async (turn, token) =>
        {
            var first = await turn.SendActivityAsync("first", cancellationToken: token);
            var second = await turn.SendActivityAsync("second", cancellationToken: token);
            await turn.UpdateActivityAsync(new Activity(ActivityTypes.Message) { Id = first.Id, Text = "changed" }, token);
            await turn.DeleteActivityAsync(second.Id, token);
        }, CancellationToken.None);

        Assert.Equal("changed", adapter.GetNextReply().AsMessageActivity().Text);
        Assert.Null(adapter.GetNextReply());
    }

    [Fact]
    public void The_turn_state_keeps_objects_by_type_and_by_name_until_the_turn_ends()
    {
        var turn = new TurnContext(new TestAdapter(), new Activity());
        var state = turn.TurnState;
        state.Add("by type");
        state.Add("name", "by name");
        Assert.Equal("by type", state.Get<string>());
        Assert.Equal("by name", state.Get<string>("name"));
        Assert.Null(state.Get<Activity>("name"));
        Assert.Throws<ArgumentException>(() => state.Add("name", "again"));

        turn.Dispose();

        Assert.Throws<ObjectDisposedException>(() => state.Get<string>("name"));
    }

    [Fact]
    public async Task A_test_flow_plays_a_conversation()
    {
        var bot = new ScriptedBot(turn => turn.SendActivityAsync("echo " + turn.Activity.Text));

        await new TestFlow(new TestAdapter(), bot)
            .Send("one").AssertReply("echo one")
            .Test("two", "echo two")
            .Send("three").AssertReply(reply => Assert.Equal("echo three", reply.AsMessageActivity().Text))
            .StartTestAsync();
    }

    [Fact]
    public async Task A_test_flow_fails_on_another_reply()
    {
        var flow = new TestFlow(new TestAdapter(), new ScriptedBot(turn => turn.SendActivityAsync("no"))).Test("hi", "yes");

        var failure = await Assert.ThrowsAnyAsync<Exception>(flow.StartTestAsync);

        Assert.Contains("Expected:yes", failure.Message, StringComparison.Ordinal);
    }

    private static Task Record(List<string> order, string step)
    {
        order.Add(step);
        return Task.CompletedTask;
    }

    private sealed class Recorder(string name, List<string> order, bool goOn = true) : IMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            order.Add(name + " in");
            if (goOn)
                await next(cancellationToken);
            order.Add(name + " out");
        }
    }
}
