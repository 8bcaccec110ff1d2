using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace QaBot.Web.Tests.StandIns.BotBuilder;

public class ActivityHandlerTests
{
    [Theory]
    [InlineData(ActivityTypes.Message, "message")]
    [InlineData(ActivityTypes.Event, "event")]
    [InlineData(ActivityTypes.Typing, "typing")]
    [InlineData(ActivityTypes.EndOfConversation, "end")]
    [InlineData("somethingNew", "unrecognized")]
    public async Task Each_kind_of_activity_has_its_method(string type, string expected)
    {
        Assert.Equal([expected], await CallsForAsync(new Activity(type)));
    }

    [Fact]
    public async Task A_member_other_than_the_bot_is_announced_with_all_who_came()
    {
        var update = new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [new ChannelAccount("user1"), new ChannelAccount("bot")] };

        Assert.Equal(["added user1,bot"], await CallsForAsync(update));
    }

    [Fact]
    public async Task The_bot_itself_is_not_announced()
    {
        Assert.Empty(await CallsForAsync(new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [new ChannelAccount("bot")] }));
    }

    [Fact]
    public async Task Members_who_left_are_announced()
    {
        var update = new Activity(ActivityTypes.ConversationUpdate) { MembersRemoved = [new ChannelAccount("user1")] };

        Assert.Equal(["removed user1"], await CallsForAsync(update));
    }

    [Fact]
    public async Task Reactions_are_told_apart()
    {
        var reaction = new Activity(ActivityTypes.MessageReaction)
        {
            ReactionsAdded = [new MessageReaction("like")],
            ReactionsRemoved = [new MessageReaction("sad")],
        };

        Assert.Equal(["reacted like", "unreacted sad"], await CallsForAsync(reaction));
    }

    [Theory]
    [InlineData("add", "installed")]
    [InlineData("remove", "uninstalled")]
    public async Task Installation_and_removal_are_told_apart(string action, string expected)
    {
        Assert.Equal([expected], await CallsForAsync(new Activity(ActivityTypes.InstallationUpdate) { Action = action }));
    }

    [Fact]
    public async Task An_invoke_is_answered_with_what_its_method_returns()
    {
        var response = await InvokeAsync("known");

        Assert.Equal((200, "body"), (response.Status, response.Body));
    }

    [Fact]
    public async Task An_unknown_invoke_is_not_implemented()
    {
        var response = await InvokeAsync("unknown");

        Assert.Equal((int)HttpStatusCode.NotImplemented, response.Status);
        Assert.Null(response.Body);
    }

    private static async Task<List<string>> CallsForAsync(Activity activity)
    {
        var bot = new RecordingBot();
        await new TestAdapter().ProcessActivityAsync(activity, bot.OnTurnAsync);
        return bot.Calls;
    }

    private static async Task<InvokeResponse> InvokeAsync(string name)
    {
        var adapter = new TestAdapter();
        await adapter.ProcessActivityAsync(new Activity(ActivityTypes.Invoke) { Name = name }, new RecordingBot().OnTurnAsync);
        var reply = (Activity)adapter.GetNextReply();
        Assert.Equal(ActivityTypesEx.InvokeResponse, reply.Type);
        return (InvokeResponse)reply.Value;
    }

    private sealed class RecordingBot : ActivityHandler
    {
        public List<string> Calls { get; } = [];

        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
            Record("message");

        protected override Task OnMembersAddedAsync(
            IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            Record("added " + string.Join(',', membersAdded.Select(member => member.Id)));

        protected override Task OnMembersRemovedAsync(
            IList<ChannelAccount> membersRemoved, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            Record("removed " + string.Join(',', membersRemoved.Select(member => member.Id)));

        protected override Task OnReactionsAddedAsync(
            IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) =>
            Record("reacted " + messageReactions[0].Type);

        protected override Task OnReactionsRemovedAsync(
            IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) =>
            Record("unreacted " + messageReactions[0].Type);

        protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Record("event");

        protected override Task OnTypingActivityAsync(ITurnContext<ITypingActivity> turnContext, CancellationToken cancellationToken) =>
            Record("typing");

        protected override Task OnEndOfConversationActivityAsync(
            ITurnContext<IEndOfConversationActivity> turnContext, CancellationToken cancellationToken) => Record("end");

        protected override Task OnInstallationUpdateAddAsync(
            ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => Record("installed");

        protected override Task OnInstallationUpdateRemoveAsync(
            ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => Record("uninstalled");

        protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
            Record("unrecognized");

        protected override Task<InvokeResponse> OnInvokeActivityAsync(
            ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
            turnContext.Activity.Name == "known"
                ? Task.FromResult(CreateInvokeResponse("body"))
                : base.OnInvokeActivityAsync(turnContext, cancellationToken);

        private Task Record(string call)
        {
            Calls.Add(call);
            return Task.CompletedTask;
        }
    }
}
