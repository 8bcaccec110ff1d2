using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;
using QaBot.Answering;
using QaBot.Review;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Channels.Teams;

/// <summary>Ends of streams that Teams does not take at once, and streams that end otherwise than by their answer.</summary>
public sealed class TeamsDeliveryTests
{
    private static readonly (string, string)[] OneQuickAttempt = [("Bot:SendAttempts", "1"), ("Bot:SendRetryDelay", "00:00:00.5")];

    [Theory]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream finished due to exceeded streaming time.")]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream is not allowed")]
    [InlineData(400, "BadRequest", "Unknown stream")]
    [InlineData(404, "NotFound", "Unknown stream")]
    public async Task An_end_that_had_to_wait_until_its_stream_was_over_is_a_message_of_its_own_that_can_be_rated(int status, string code, string why)
    {
        await using var bot = await TeamsBot.StartAsync(OneQuickAttempt);
        RefuseMessages(bot, once: true, then: activity => FakeTeams.InfoOf(activity) is null ? null : new TeamsRefusal(status, code, why));
        await AskAsync(bot);

        var message = await bot.Teams.NextMessageAsync();
        await bot.DeliveredAsync(message);
        await bot.InvokeAsync(TeamsActivities.Invoke("message/submitAction", bot.Teams.Url, TeamsActivities.Feedback("dislike"), (string)message["id"]!));

        Assert.Null(FakeTeams.InfoOf(message));
        Assert.Contains("1874", (string?)message["text"], StringComparison.Ordinal);
        Assert.Equal("custom", (string?)message["channelData"]!["feedbackLoop"]!["type"]);
        Assert.Equal(Reaction.Dislike, Assert.Single(await bot.FeedbackAsync()).Reaction);
        Assert.Empty(bot.Teams.Violations);
    }

    [Fact]
    public async Task An_end_that_had_to_wait_until_after_a_restart_can_be_rated()
    {
        await using var bot = await TeamsBot.StartAsync(OneQuickAttempt);
        RefuseMessages(bot, once: false);
        await AskAsync(bot);
        await KeptAsync(bot);
        await bot.Host.StopAsync();
        bot.Teams.Interfere = activity => FakeTeams.InfoOf(activity) is null ? null : TeamsRefusal.TimeIsUp;
        await bot.RestartAsync();

        var message = await bot.Teams.NextMessageAsync();
        await bot.DeliveredAsync(message);

        Assert.Null(FakeTeams.InfoOf(message));
    }

    [Fact]
    public async Task An_end_that_is_too_large_when_it_is_sent_again_is_shortened()
    {
        await using var bot = await TeamsBot.StartAsync(OneQuickAttempt);
        var largest = int.MaxValue;
        RefuseMessages(bot, once: true, then: activity =>
        {
            var size = activity.ToString().Length;
            if ((string?)activity["type"] != "message" || size < largest)
                return null;
            return TeamsRefusal.TooLarge;
        }, first: activity => largest = activity.ToString().Length);
        await AskAsync(bot, claims: 10);

        var message = await bot.Teams.NextMessageAsync();

        Assert.Contains("too long for this chat", (string?)message["text"], StringComparison.Ordinal);
        Assert.Contains("1874", (string?)message["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_whose_form_is_refused_when_it_is_sent_again_goes_out_as_mere_Markdown()
    {
        await using var bot = await TeamsBot.StartAsync(OneQuickAttempt);
        RefuseMessages(bot, once: true, then: activity => (string?)activity["type"] == "message" && activity["entities"]!.Any(entity => entity["citation"] is not null)
            ? new TeamsRefusal(400, "BadSyntax", "Too many citations")
            : null);
        await AskAsync(bot);

        var message = await bot.Teams.NextMessageAsync();

        Assert.Contains("1874", (string?)message["text"], StringComparison.Ordinal);
        Assert.Contains("Sources", (string?)message["text"], StringComparison.Ordinal);
        Assert.DoesNotContain(message["entities"]!, entity => entity["citation"] is not null);
    }

    [Fact]
    public async Task An_end_that_came_through_the_first_time_is_not_sent_as_a_message_too()
    {
        await using var bot = await TeamsBot.StartAsync(OneQuickAttempt);
        RefuseMessages(bot, once: true, then: activity => FakeTeams.InfoOf(activity) is null ? null : TeamsRefusal.Completed);
        await AskAsync(bot);

        await Wait.UntilAsync(() => bot.Host.Log.All.Any(line => line.Contains("A kept reply was delivered", StringComparison.Ordinal)));
        await bot.Host.StopAsync();

        Assert.DoesNotContain(bot.Teams.Rest(), activity => (string?)activity["type"] == "message");
        Assert.DoesNotContain(bot.Host.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_end_that_the_user_stopped_while_it_waited_is_dropped_without_a_fuss()
    {
        await using var bot = await TeamsBot.StartAsync(OneQuickAttempt);
        RefuseMessages(bot, once: true, then: activity => FakeTeams.InfoOf(activity) is null ? null : TeamsRefusal.Stopped);
        await AskAsync(bot);

        await Wait.UntilAsync(() => bot.Host.Log.All.Any(line => line.Contains("is not wanted any more", StringComparison.Ordinal)));
        await bot.Host.StopAsync();

        Assert.DoesNotContain(bot.Teams.Rest(), activity => (string?)activity["type"] == "message");
        Assert.DoesNotContain(bot.Host.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stream_that_is_open_when_the_host_stops_ends_with_word_of_it()
    {
        await using var bot = await TeamsBot.StartAsync(("Bot:DrainTime", "00:00:05"));
        await BeginAsync(bot);

        await bot.Host.StopAsync();
        var end = await bot.Teams.NextMessageAsync();

        AssertEnds(bot, end);
        Assert.Contains("restarted", (string?)end["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_whose_answer_fails_ends_with_an_apology_and_is_the_only_message()
    {
        await using var bot = await TeamsBot.StartWithAsync(services => services.AddSingleton<ILogger<DraftWriter>, BrokenLogger<DraftWriter>>());
        await BeginAsync(bot);

        bot.Model.Fail(new InvalidOperationException());
        var end = await bot.Teams.NextMessageAsync();
        await bot.Host.StopAsync();

        AssertEnds(bot, end);
        Assert.Contains("Sorry", (string?)end["text"], StringComparison.Ordinal);
        Assert.DoesNotContain(bot.Teams.Rest(), activity => (string?)activity["type"] == "message");
        Assert.Single(bot.Host.Log.All, line => line.StartsWith("Error: A turn failed with System.InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Host.Log.All, line => line.Contains("private words", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_is_stopped_by_a_word_ends_with_what_there_is(bool hasText)
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.PostAsync(TeamsActivities.Message(TeamsBot.Question, bot.Teams.Url, "q1"));
        await bot.Teams.NextAsync();
        await bot.Model.Asked;
        if (hasText)
        {
            bot.Model.Write(TeamsBot.First);
            await bot.Teams.NextChunkAsync();
        }

        await bot.PostAsync(TeamsActivities.Message("stop", bot.Teams.Url, "s1"));
        var end = await bot.Teams.NextMessageAsync();
        await bot.Model.Cancelled;
        await bot.Host.StopAsync();

        AssertEnds(bot, end);
        Assert.Equal(hasText, ((string)end["text"]!).Contains("1874", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Teams.Rest(), activity => (string?)activity["type"] == "message");
        Assert.True(Assert.Single(await bot.RecordsAsync()).Stopped);
    }

    [Fact]
    public async Task Feedback_that_is_delivered_again_is_kept_once()
    {
        await using var bot = await TeamsBot.StartAsync();
        await AskAsync(bot);
        var message = await bot.Teams.NextMessageAsync();
        await bot.DeliveredAsync(message);
        var said = new JObject { ["reason"] = "citation", ["comment"] = "Not there." }.ToString();
        var submitted = TeamsActivities.Invoke("message/submitAction", bot.Teams.Url, TeamsActivities.Feedback("dislike", said), (string)message["id"]!);
        submitted["id"] = "f1";

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bot.InvokeAsync(submitted)));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, "{}"), answer));
        var feedback = Assert.Single(await bot.FeedbackAsync());
        Assert.Equal(("Not there.", FeedbackReason.CitationDoesNotSupport), (feedback.Comment, feedback.Reason));
    }

    private static async Task AskAsync(TeamsBot bot, int claims = 1)
    {
        for (var i = 0; i < claims; i++)
            bot.Model.Write(i % 2 == 0 ? TeamsBot.First : TeamsBot.Second);
        bot.Model.Complete();
        await bot.PostAsync(TeamsActivities.Message(TeamsBot.Question, bot.Teams.Url, "q1"));
    }

    private static async Task BeginAsync(TeamsBot bot)
    {
        await bot.PostAsync(TeamsActivities.Message(TeamsBot.Question, bot.Teams.Url, "q1"));
        bot.Model.Write(TeamsBot.First);
        await bot.Teams.NextChunkAsync();
    }

    private static Task KeptAsync(TeamsBot bot) => Wait.UntilAsync(() => bot.Host.Log.All.Any(line => line.Contains("is kept", StringComparison.Ordinal)));

    private static void RefuseMessages(TeamsBot bot, bool once, Func<JObject, TeamsRefusal?>? then = null, Action<JObject>? first = null)
    {
        var count = 0;
        bot.Teams.Interfere = activity =>
        {
            if ((string?)activity["type"] != "message" && count == 0)
                return null;
            if (once && count++ > 0)
                return then?.Invoke(activity);
            first?.Invoke(activity);
            return new TeamsRefusal(503, "ServiceUnavailable", "busy");
        };
    }

    private static void AssertEnds(TeamsBot bot, JObject end)
    {
        Assert.Empty(bot.Teams.Violations);
        Assert.Equal("final", (string?)FakeTeams.InfoOf(end)!["streamType"]);
        Assert.Equal("q1", (string?)end["replyToId"]);
    }
}
