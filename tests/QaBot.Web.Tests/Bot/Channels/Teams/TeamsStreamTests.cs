using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Rest;
using Moq;
using QaBot.Web.Bot;
using QaBot.Web.Bot.Channels;
using QaBot.Web.Bot.Channels.Teams;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot.Channels.Teams;

public sealed class TeamsStreamTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<Activity> _sent = [];

    [Fact]
    public async Task After_its_time_only_typing_is_sent_and_the_reply_is_a_message_of_its_own()
    {
        await using var live = Start();
        await Wait.UntilAsync(() => _sent.Count == 1);
        await AdvanceAsync(TimeSpan.FromSeconds(116));
        live.Show("Too late.");
        await AdvanceUntilAsync(() => _sent.Count > 1);

        var reply = await live.EndAsync(new Activity("message") { Text = "The whole." });

        Assert.All(_sent.Skip(1), activity => Assert.Equal(("typing", null), (activity.Type, activity.Text)));
        Assert.Equal("The whole.", reply!.Text);
        Assert.Null(reply.Entities);
    }

    [Fact]
    public async Task A_text_too_long_to_be_shown_ends_what_is_shown()
    {
        await using var live = Start();
        await Wait.UntilAsync(() => _sent.Count == 1);
        live.Show(new string('x', 40_000));
        await AdvanceUntilAsync(() => _sent.Count > 1);

        var reply = await live.EndAsync(new Activity("message") { Text = "The whole." });

        Assert.Null(_sent[1].Text);
        Assert.Null(reply!.Entities);
    }

    [Fact]
    public async Task What_was_shown_is_not_taken_back()
    {
        await using var live = Start();
        await Wait.UntilAsync(() => _sent.Count == 1);
        live.Show("A brown");
        await AdvanceUntilAsync(() => _sent.Count == 2);
        live.Show("A red fox");
        await AdvanceAsync(TimeSpan.FromSeconds(5));
        live.Show("A brown fox");
        await AdvanceUntilAsync(() => _sent.Count == 3);

        Assert.Equal(["A brown", "A brown fox"], _sent.Skip(1).Select(activity => activity.Text));
    }

    [Theory]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream was canceled by user.", StreamRefusal.Stopped)]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream finished due to exceeded streaming time.", StreamRefusal.Ended)]
    [InlineData(403, "ContentStreamNotAllowed", "Message size too large", StreamRefusal.Ended)]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream is not allowed", StreamRefusal.Ended)]
    [InlineData(403, "ContentStreamNotAllowed", null, StreamRefusal.Ended)]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream is not allowed on an already completed streamed message", StreamRefusal.Completed)]
    [InlineData(400, "BadRequest", "Start streaming activities should include text", StreamRefusal.Ended)]
    [InlineData(429, null, "API calls quota exceeded", StreamRefusal.TooFast)]
    [InlineData(413, "MessageSizeTooBig", "", StreamRefusal.Once)]
    [InlineData(502, null, null, StreamRefusal.Once)]
    public void What_Teams_means_is_understood(int status, string? code, string? message, StreamRefusal expected)
    {
        using var request = new HttpRequestMessage();
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        var refusal = new ErrorResponseException("refused")
        {
            Response = new HttpResponseMessageWrapper(response, ""),
            Body = code is null && message is null ? null : new ErrorResponse(new Error { Code = code, Message = message }),
        };

        Assert.Equal(expected, new TeamsStreamForm().Read(refusal));
    }

    private LiveAnswer Start()
    {
        var turn = new Mock<ITurnContext>();
        turn.Setup(context => context.SendActivityAsync(It.IsAny<IActivity>(), It.IsAny<CancellationToken>()))
            .Callback<IActivity, CancellationToken>((activity, _) => _sent.Add((Activity)activity))
            .ReturnsAsync(new ResourceResponse("stream"));
        return LiveAnswer.Start(turn.Object, new TeamsStreamForm(), "Searching…", new BotOptions(), () => { }, _time, NullLogger.Instance);
    }

    private async Task AdvanceAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    // A timer may be set only after the time was moved.
    private Task AdvanceUntilAsync(Func<bool> condition) => Wait.UntilAsync(() =>
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return condition();
    });
}
