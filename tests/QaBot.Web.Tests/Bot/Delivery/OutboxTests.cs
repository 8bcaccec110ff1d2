using Newtonsoft.Json.Linq;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot.Delivery;

/// <summary>Replies that their channel does not take at once, seen from the channel.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private const string Question = "When was the lighthouse of Norrland built?";

    private static readonly (string, string)[] OneQuickAttempt = [("Bot:SendAttempts", "1"), ("Bot:SendRetryDelay", "00:00:00.05")];

    private readonly TestFolder _folder = new TestFolder().WithArticle("lighthouse.txt", "The lighthouse of Norrland was built in 1874.");
    private FakeConnector _connector = null!;

    public async Task InitializeAsync() => _connector = await FakeConnector.StartAsync();

    public async Task DisposeAsync()
    {
        await _connector.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_reply_is_kept_until_its_channel_takes_it_and_arrives_once(int status)
    {
        await using var host = await BotHost.StartAsync(_folder, settings: OneQuickAttempt);
        Refuse(status);
        await AskAsync(host, "q1");
        await MessageAttemptsAsync(2);

        Accept();
        var reply = await _connector.NextMessageAsync();
        await Wait.UntilAsync(() => host.Log.All.Any(line => line.Contains("A kept reply was delivered", StringComparison.Ordinal)));

        Assert.Equal("q1", (string?)reply["replyToId"]);
        Assert.Contains("1874", (string?)reply["text"], StringComparison.Ordinal);
        Assert.Equal(WithoutId(Messages()[0]), WithoutId(reply), JToken.EqualityComparer);
        await host.StopAsync();
        Assert.DoesNotContain(_connector.Rest(), IsMessage);
        Assert.DoesNotContain(host.Log.All, line => line.Contains(_connector.Url, StringComparison.Ordinal) && line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Later_replies_of_a_conversation_wait_behind_a_kept_one()
    {
        await using var host = await BotHost.StartAsync(_folder, settings: OneQuickAttempt);
        Refuse(503);
        await AskAsync(host, "q1");
        await MessageAttemptsAsync(1);
        await AskAsync(host, "q2");
        await AskAsync(host, "q3");
        await MessageAttemptsAsync(3);

        Accept();
        var order = new List<string?>();
        while (order.Count < 3)
            order.Add((string?)(await _connector.NextMessageAsync())["replyToId"]);

        Assert.Equal(["q1", "q2", "q3"], order);
        Assert.All(Messages().Take(3), attempt => Assert.Equal("q1", (string?)attempt["replyToId"]));
    }

    [Fact]
    public async Task A_kept_reply_holds_up_no_other_conversation()
    {
        await using var host = await BotHost.StartAsync(_folder, settings: [.. OneQuickAttempt, ("Bot:ConcurrentTurns", "1")]);
        await using var broken = await FakeConnector.StartAsync();
        broken.Decide = (_, _) => Task.FromResult(503);

        (await host.PostAsync(Activities.Message(Question, broken.Url, conversation: "broken"))).Dispose();
        await Wait.UntilAsync(() => broken.Attempts.Any(IsMessage));
        (await host.PostAsync(Activities.Message(Question, _connector.Url, conversation: "works"))).Dispose();

        Assert.Equal("works", (string?)(await _connector.NextMessageAsync())["conversation"]!["id"]);
    }

    [Fact]
    public async Task A_reply_that_nobody_takes_is_given_up_with_one_line_that_says_nothing_of_it()
    {
        await using var host = await BotHost.StartAsync(_folder, settings: [.. OneQuickAttempt, ("Bot:KeepReplies", "00:00:00.5")]);
        Refuse(503);
        await AskAsync(host, "q1");

        await Wait.UntilAsync(() => host.Log.All.Any(IsGivenUp));

        Assert.Single(host.Log.All, IsGivenUp);
        Assert.DoesNotContain(host.Log.All, line => line.Contains("1874", StringComparison.Ordinal));
        await host.StopAsync();
        await AssertNothingIsLeftAsync();
    }

    [Theory]
    // The form of it is refused: it is sent once more as mere Markdown.
    [InlineData(400, 2)]
    [InlineData(403, 1)]
    [InlineData(404, 1)]
    // Too large: it is sent once more, smaller.
    [InlineData(413, 2)]
    public async Task A_reply_that_the_channel_refuses_is_given_up_at_once(int status, int attempts)
    {
        await using var host = await BotHost.StartAsync(_folder);
        Refuse(status);
        await AskAsync(host, "q1");

        await Wait.UntilAsync(() => host.Log.All.Any(line => line.StartsWith("Error: A reply could not be sent", StringComparison.Ordinal)));
        await host.StopAsync();

        Assert.Equal(attempts, Messages().Count);
        Assert.Single(host.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task What_is_undelivered_when_the_host_stops_is_sent_after_its_next_start()
    {
        JObject attempt;
        await using (var host = await BotHost.StartAsync(_folder, settings: OneQuickAttempt))
        {
            Refuse(503);
            await AskAsync(host, "q1");
            await MessageAttemptsAsync(1);
            await host.StopAsync();
            attempt = Messages()[0];
        }

        Accept();
        await using (var host = await BotHost.StartAsync(_folder))
        {
            Assert.Equal(WithoutId(attempt), WithoutId(await _connector.NextMessageAsync()), JToken.EqualityComparer);
            await host.StopAsync();
        }

        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task What_hangs_when_the_host_stops_is_sent_after_its_next_start()
    {
        await using (var host = await BotHost.StartAsync(_folder, settings: ("Bot:DrainTime", "00:00:00.1")))
        {
            _connector.Decide = HangMessagesAsync;
            await AskAsync(host, "q1");
            await MessageAttemptsAsync(1);
            await host.StopAsync();
        }

        Accept();
        await using var next = await BotHost.StartAsync(_folder);

        Assert.Equal("q1", (string?)(await _connector.NextMessageAsync())["replyToId"]);
    }

    [Fact]
    public async Task What_is_undelivered_when_the_host_is_killed_is_sent_after_its_next_start()
    {
        Refuse(503);
        using (var host = await HostProcess.StartAsync(_folder))
        {
            await host.PostAsync(Activities.Message(Question, _connector.Url, "q1"));
            await host.LineAsync("is kept");
            host.Kill();
        }

        Accept();
        await using var next = await BotHost.StartAsync(_folder);

        Assert.Equal("q1", (string?)(await _connector.NextMessageAsync())["replyToId"]);
    }

    [Fact]
    public async Task What_is_being_sent_when_the_host_is_killed_is_sent_after_its_next_start()
    {
        _connector.Decide = HangMessagesAsync;
        using (var host = await HostProcess.StartAsync(_folder))
        {
            await host.PostAsync(Activities.Message(Question, _connector.Url, "q1"));
            await MessageAttemptsAsync(1);
            host.Kill();
        }

        Accept();
        await using var next = await BotHost.StartAsync(_folder);

        Assert.Equal("q1", (string?)(await _connector.NextMessageAsync())["replyToId"]);
    }

    [Fact]
    public async Task A_channel_that_answers_nobody_does_not_hold_up_the_others()
    {
        const int Many = 30;
        await using var host = await BotHost.StartAsync(
            _folder, settings: [("Bot:ConcurrentTurns", "2"), ("Bot:SendTimeout", "00:00:00.5"), ("Bot:SendRetryDelay", "00:00:10")]);
        await using var hanging = await FakeConnector.StartAsync();
        hanging.Decide = HangMessagesAsync;

        for (var i = 0; i < Many; i++)
            (await host.PostAsync(Activities.Message(Question, hanging.Url, conversation: $"hangs {i}"))).Dispose();
        (await host.PostAsync(Activities.Message(Question, _connector.Url, conversation: "works"))).Dispose();

        Assert.Equal("works", (string?)(await _connector.NextMessageAsync())["conversation"]!["id"]);
        Assert.InRange(hanging.Attempts.Count(IsMessage), 1, Many / 2);
    }

    [Fact]
    public async Task Where_two_processes_share_the_store_one_delivers()
    {
        await using var one = await BotHost.StartAsync(_folder, settings: OneQuickAttempt);
        Refuse(503);
        await AskAsync(one, "q1");
        await MessageAttemptsAsync(1);

        await using var other = await BotHost.StartAsync(_folder, settings: OneQuickAttempt);
        await Wait.UntilAsync(() => one.Log.All.Any(line => line.Contains("left to another process", StringComparison.Ordinal)));
        Accept();
        await _connector.NextMessageAsync();
        await Wait.UntilAsync(() => other.Log.All.Any(line => line.Contains("A kept reply was delivered", StringComparison.Ordinal)));
        await one.StopAsync();
        await other.StopAsync();

        Assert.DoesNotContain(_connector.Rest(), IsMessage);
    }

    [Fact]
    public async Task What_was_kept_before_the_bot_was_registered_goes_nowhere_with_its_token()
    {
        await using (var host = await BotHost.StartAsync(_folder, settings: OneQuickAttempt))
        {
            Refuse(503);
            await AskAsync(host, "q1");
            await MessageAttemptsAsync(1);
            await host.StopAsync();
        }

        Accept();
        await using (var host = await BotHost.StartAsync(_folder, settings: [("MicrosoftAppId", Guid.NewGuid().ToString()), ("MicrosoftAppPassword", "the-secret")]))
        {
            await Wait.UntilAsync(() => host.Log.All.Any(IsGivenUp));
            Assert.DoesNotContain(host.Log.All, line => line.Contains("the-secret", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(_connector.Rest(), IsMessage);
        Assert.All(_connector.Authorizations, Assert.Empty);
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task What_is_too_old_when_the_host_starts_is_given_up()
    {
        await using (var host = await BotHost.StartAsync(_folder, settings: OneQuickAttempt))
        {
            Refuse(503);
            await AskAsync(host, "q1");
            await MessageAttemptsAsync(1);
            await host.StopAsync();
        }

        Accept();
        await using (var host = await BotHost.StartAsync(_folder, settings: ("Bot:KeepReplies", "00:00:00.000001")))
            await Wait.UntilAsync(() => host.Log.All.Any(IsGivenUp));

        Assert.DoesNotContain(_connector.Rest(), IsMessage);
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_host_that_stops_does_not_wait_for_a_channel_that_asks_to_be_left_alone()
    {
        await using var host = await BotHost.StartAsync(_folder, settings: [("Bot:SendRetryDelay", "00:00:10"), ("Bot:SendAttempts", "10")]);
        _connector.RetryAfter = "3600";
        Refuse(429);
        await AskAsync(host, "q1");
        await Wait.UntilAsync(() => host.Log.All.Any(line => line.Contains("is kept", StringComparison.Ordinal)));

        await host.StopAsync();

        Assert.Single(Messages());
    }

    private void Refuse(int status) => _connector.Decide = (activity, _) => Task.FromResult(IsMessage(activity) ? status : 200);

    private static async Task<int> HangMessagesAsync(JObject activity, CancellationToken cancellationToken)
    {
        if (IsMessage(activity))
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return 200;
    }

    private void Accept() => _connector.Decide = (_, _) => Task.FromResult(200);

    private async Task AskAsync(BotHost host, string id) => (await host.PostAsync(Activities.Message(Question, _connector.Url, id))).Dispose();

    private IReadOnlyList<JObject> Messages() => [.. _connector.Attempts.Where(IsMessage)];

    private Task MessageAttemptsAsync(int count) => Wait.UntilAsync(() => Messages().Count >= count);

    private async Task AssertNothingIsLeftAsync()
    {
        var attempts = Messages().Count;
        await using var host = await BotHost.StartAsync(_folder);
        // It has to be behind whatever an earlier host left.
        Accept();
        await AskAsync(host, "last");
        Assert.Equal("last", (string?)(await _connector.NextMessageAsync())["replyToId"]);
        Assert.Equal(attempts + 1, Messages().Count);
    }

    private static bool IsMessage(JObject activity) => (string?)activity["type"] == "message";

    private static bool IsGivenUp(string line) => line.StartsWith("Error: A reply through", StringComparison.Ordinal) && line.Contains("given up", StringComparison.Ordinal);

    private static JObject WithoutId(JObject activity)
    {
        var copy = (JObject)activity.DeepClone();
        copy.Remove("id");
        return copy;
    }
}
