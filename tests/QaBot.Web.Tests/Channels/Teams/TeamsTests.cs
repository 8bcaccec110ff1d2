using System.Net;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Newtonsoft.Json.Linq;
using QaBot.Review;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Channels.Teams;

/// <summary>Conversations in Microsoft Teams, as far as a bot sees of it.</summary>
public sealed class TeamsTests : IAsyncLifetime, IDisposable
{
    private const string Question = "When was the lighthouse of Norrland built?";
    private const string First = "The lighthouse of Norrland was built in 1874 [1].\n";
    private const string Second = "Its keeper, Alma Strand, wrote a diary of 400 pages [1].\n";

    private readonly HastyTime _time = new(10);
    private readonly PiecemealModel _model = new();
    private readonly TestFolder _folder = new TestFolder().WithArticle(
        "lighthouse.txt", "The lighthouse of Norrland was built in 1874.\n\nIts keeper, Alma Strand, wrote a diary of 400 pages.");

    private FakeTeams _teams = null!;
    private BotHost _host = null!;
    private string _log = "";

    public async Task InitializeAsync()
    {
        _teams = await FakeTeams.StartAsync(_time);
        _host = await BotHost.StartWithAsync(
            _folder,
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time));
                services.Replace(ServiceDescriptor.Singleton<IChatClient>(_model));
            },
            ("PublicUrl", "https://qabot.example"), ("Bot:SendTimeout", "00:01:00"), ("Bot:DrainTime", "00:05:00"), ("Bot:SendRetryDelay", "00:00:02"));
        _log = _host.AnswerLogFile;
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _teams.DisposeAsync();
    }

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_answer_streams_in_and_ends_with_its_citations_the_label_and_the_thumbs()
    {
        await PostAsync(TeamsActivities.Message(Question, _teams.Url, "q1"));
        var informative = await _teams.NextAsync();
        _model.Write(First + "Its keeper");
        var chunk = await _teams.NextAsync();
        _model.Write(Second["Its keeper".Length..]);
        var longer = await _teams.NextAsync();
        _model.Complete();
        var final = await _teams.NextAsync();

        Assert.Empty(_teams.Violations);
        Assert.Equal(("typing", "Searching 1 article…"), ((string?)informative["type"], (string?)informative["text"]));
        Assert.Equal("""{"type":"streaminfo","streamType":"informative","streamSequence":1}""", Compact(FakeTeams.InfoOf(informative)));
        Assert.Equal("The lighthouse of Norrland was built in 1874. [1]", (string?)chunk["text"]);
        Assert.Equal(2, (int)FakeTeams.InfoOf(chunk)!["streamSequence"]!);
        Assert.Contains("400 pages", (string?)longer["text"], StringComparison.Ordinal);
        Assert.Equal($$"""{"type":"streaminfo","streamId":"{{informative["id"]}}","streamType":"final"}""", Compact(FakeTeams.InfoOf(final)));
        Assert.Equal("q1", (string?)final["replyToId"]);
        var root = TeamsRules.Entities(final).Single(entity => (string?)entity["@type"] == "Message");
        Assert.Equal("AIGeneratedContent", (string?)root["additionalType"]!.Single());
        var appearance = root["citation"]![0]!["appearance"]!;
        Assert.Equal("The lighthouse of Norrland was built in 1874.", (string?)appearance["abstract"]);
        Assert.Equal("https://qabot.example/sources/lighthouse.txt?start=0&end=45", (string?)appearance["url"]);
        Assert.Contains("The lighthouse of Norrland was built in 1874.", (string?)appearance["text"], StringComparison.Ordinal);
        Assert.Equal("custom", (string?)final["channelData"]!["feedbackLoop"]!["type"]);
    }

    [Theory]
    [InlineData(Question, "The model failed. These are extracts from")]
    [InlineData("¿Cuándo se construyó el faro de Norrland?", "El modelo falló. Esto son extractos de")]
    public async Task A_model_that_fails_while_it_streams_does_not_leave_the_stream_open(string question, string said)
    {
        await PostAsync(TeamsActivities.Message(question, _teams.Url, "q1"));
        var informative = await _teams.NextAsync();
        _model.Fail(new UnauthorizedAccessException("The model's key is wrong."));

        var final = await _teams.NextMessageAsync();
        await _host.StopAsync();

        Assert.Empty(_teams.Violations);
        Assert.Equal($$"""{"type":"streaminfo","streamId":"{{informative["id"]}}","streamType":"final"}""", Compact(FakeTeams.InfoOf(final)));
        Assert.StartsWith(said, (string?)final["text"], StringComparison.Ordinal);
        Assert.DoesNotContain("key is wrong", (string?)final["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fast_model_gets_one_text_an_interval_and_nothing_is_lost()
    {
        await PostAsync(TeamsActivities.Message(Question, _teams.Url));
        for (var i = 0; i < 20; i++)
            _model.Write(i % 2 == 0 ? First : Second);
        _model.Complete();

        var final = await _teams.NextMessageAsync();

        Assert.Empty(_teams.Violations);
        Assert.Contains("400 pages", (string?)final["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task In_a_group_the_answer_is_one_message_in_the_thread_without_buttons(string type)
    {
        var typed = 0;
        _teams.Interfere = activity =>
        {
            typed += (string?)activity["type"] == "typing" ? 1 : 0;
            return null;
        };
        _model.Write(First);
        _model.Complete();
        var asked = TeamsActivities.InGroup(TeamsActivities.Message($"<at>QaBot</at>&nbsp;{Question}", _teams.Url, "q1"), type);

        await PostAsync(TeamsActivities.Mentioning(asked, "28:bot", "<at>QaBot</at>", "QaBot"));
        var message = await _teams.NextMessageAsync();
        await _host.StopAsync();

        Assert.Empty(_teams.Violations);
        Assert.Null(FakeTeams.InfoOf(message));
        Assert.Null(message["suggestedActions"]);
        Assert.True(type != "channel" || typed == 0);
        Assert.Equal(("q1", "19:group@thread.v2"), ((string?)message["replyToId"], (string?)message["conversation"]!["id"]));
        Assert.Contains("1874", (string?)message["text"], StringComparison.Ordinal);
        Assert.Equal(Question, Assert.Single(await RecordsAsync()).Answer.Question);
        Assert.DoesNotContain(_teams.Rest(), activity => (string?)activity["type"] == "message");
    }

    [Fact]
    public async Task Who_presses_stop_gets_no_more_of_it_and_the_work_ends()
    {
        await PostAsync(TeamsActivities.Message(Question, _teams.Url));
        _model.Write(First);
        await _teams.NextChunkAsync();
        _teams.Interfere = activity => FakeTeams.InfoOf(activity) is null ? null : TeamsRefusal.Stopped;
        _model.Write(Second);

        await _model.Cancelled;
        await _host.StopAsync();

        Assert.Empty(_teams.Rest());
        Assert.True(Assert.Single(await RecordsAsync()).Stopped);
        Assert.DoesNotContain(_host.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_whose_time_has_run_out_comes_as_one_message()
    {
        await PostAsync(TeamsActivities.Message(Question, _teams.Url));
        _model.Write(First);
        await _teams.NextChunkAsync();
        _teams.Interfere = activity => FakeTeams.InfoOf(activity) is null ? null : TeamsRefusal.TimeIsUp;
        _model.Write(Second);
        _model.Complete();

        var message = await _teams.NextMessageAsync();

        Assert.Null(FakeTeams.InfoOf(message));
        Assert.Contains("1874", (string?)message["text"], StringComparison.Ordinal);
        Assert.Contains("400 pages", (string?)message["text"], StringComparison.Ordinal);
        Assert.NotNull(message["channelData"]!["feedbackLoop"]);
        Assert.DoesNotContain(_host.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(400)]
    [InlineData(404)]
    public async Task Where_streams_are_not_allowed_the_answer_is_one_message(int status)
    {
        _teams.Interfere = activity => FakeTeams.InfoOf(activity) is null ? null : TeamsRefusal.NotAllowed with { Status = status };
        await PostAsync(TeamsActivities.Message(Question, _teams.Url));
        _model.Write(First);
        _model.Complete();

        var message = await _teams.NextMessageAsync();
        await _host.StopAsync();

        Assert.Null(FakeTeams.InfoOf(message));
        Assert.Contains("1874", (string?)message["text"], StringComparison.Ordinal);
        Assert.DoesNotContain(_teams.Rest(), activity => (string?)activity["type"] == "message");
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_sent_again_shorter_at_the_end_of_the_same_stream()
    {
        var lengths = new List<int>();
        _teams.Interfere = activity =>
        {
            if ((string?)activity["type"] != "message")
                return null;
            lengths.Add(activity.ToString().Length);
            return lengths.Count == 1 ? TeamsRefusal.TooLarge : null;
        };
        await PostAsync(TeamsActivities.Message(Question, _teams.Url));
        for (var i = 0; i < 10; i++)
            _model.Write(i % 2 == 0 ? First : Second);
        _model.Complete();

        var final = await _teams.NextMessageAsync();

        Assert.Equal(2, lengths.Count);
        Assert.True(lengths[1] < lengths[0]);
        Assert.Equal("final", (string?)FakeTeams.InfoOf(final)!["streamType"]);
        Assert.Contains("too long for this chat", (string?)final["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_whose_form_is_refused_is_sent_once_more_as_Markdown_with_its_sources(bool inGroup)
    {
        var refused = 0;
        _teams.Interfere = activity =>
            TeamsRules.Entities(activity).Any(entity => (string?)entity["@type"] == "Message") && ++refused > 0 ? TeamsRefusal.Bad("Too many citations") : null;
        var asked = TeamsActivities.Message(Question, _teams.Url);
        _model.Write(First);
        _model.Complete();
        await PostAsync(inGroup ? TeamsActivities.InGroup(asked) : asked);

        var message = await _teams.NextMessageAsync();
        await _host.StopAsync();

        Assert.Equal(1, refused);
        Assert.Equal(inGroup ? null : "final", (string?)FakeTeams.InfoOf(message)?["streamType"]);
        Assert.Contains("1874. [1]", (string?)message["text"], StringComparison.Ordinal);
        Assert.Contains("**Sources**\n\n- [1] ", (string?)message["text"], StringComparison.Ordinal);
        Assert.DoesNotContain(_teams.Rest(), activity => (string?)activity["type"] == "message");
        Assert.DoesNotContain(_host.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reply_that_is_refused_in_every_form_is_given_up_with_a_line_in_the_log()
    {
        var refused = 0;
        _teams.Interfere = activity => (string?)activity["type"] == "message" && ++refused > 0 ? TeamsRefusal.Bad("no") : null;
        _model.Write(First);
        _model.Complete();
        await PostAsync(TeamsActivities.Message(Question, _teams.Url));

        await Wait.UntilAsync(() => _host.Log.All.Any(line => line.Contains("could not be sent", StringComparison.Ordinal)));

        Assert.InRange(refused, 2, 4);
    }

    [Fact]
    public async Task An_end_that_came_through_though_Teams_said_otherwise_is_not_sent_again_as_a_message()
    {
        var ends = 0;
        _teams.Interfere = activity => (string?)activity["type"] == "message" && ends++ == 0 ? TeamsRefusal.Completed : null;
        await PostAsync(TeamsActivities.Message(Question, _teams.Url));
        _model.Write(First);
        _model.Complete();

        await Wait.UntilAsync(() => ends > 0);
        await _host.StopAsync();

        Assert.Equal(1, ends);
        Assert.DoesNotContain(_host.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_that_was_too_fast_does_not_keep_back_the_answer()
    {
        var refused = 0;
        _teams.Interfere = activity => (string?)FakeTeams.InfoOf(activity)?["streamType"] == "streaming" && refused++ < 6 ? TeamsRefusal.TooFast : null;
        await PostAsync(TeamsActivities.Message(Question, _teams.Url));
        _model.Write(First);
        await Wait.UntilAsync(() => refused > 0);
        _model.Complete();

        var final = await _teams.NextMessageAsync();

        Assert.Empty(_teams.Violations);
        Assert.Equal("final", (string?)FakeTeams.InfoOf(final)!["streamType"]);
    }

    [Fact]
    public async Task A_thumb_opens_a_form_and_what_is_said_in_it_is_kept_with_the_answer()
    {
        var message = await AnswerAsync(TeamsActivities.Message(Question, _teams.Url));
        var id = (string)message["id"]!;

        var (status, form) = await InvokeAsync(TeamsActivities.Invoke("message/fetchTask", _teams.Url, TeamsActivities.Feedback("dislike"), id));
        var said = new JObject { ["reason"] = "citation", ["comment"] = "It says *something else*." }.ToString();
        var (submitted, body) = await InvokeAsync(TeamsActivities.Invoke("message/submitAction", _teams.Url, TeamsActivities.Feedback("dislike", said), id));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, "{}"), (status, submitted, body));
        var card = JObject.Parse(form)["task"]!["value"]!["card"]!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)card["contentType"]);
        Assert.Equal(["reason", "comment"], card["content"]!["body"]!.Select(input => (string?)input["id"]));
        Assert.Equal(["accurate", "wrong", "citation", "missing"], card["content"]!["body"]![0]!["choices"]!.Select(choice => (string?)choice["value"]));
        var feedback = Assert.Single(await FeedbackAsync());
        Assert.Equal((Reaction.Dislike, FeedbackReason.CitationDoesNotSupport, "It says *something else*.", "29:user"), (feedback.Reaction, feedback.Reason, feedback.Comment, feedback.UserId));
    }

    [Theory]
    [InlineData("\"plain words\"", "plain words")]
    [InlineData("\"{\\\"feedbackText\\\":\\\"default form\\\"}\"", "default form")]
    [InlineData("{\"feedbackText\":\"an object\"}", "an object")]
    [InlineData("\"{broken\"", "{broken")]
    [InlineData("7", null)]
    [InlineData("null", null)]
    public async Task Feedback_of_every_form_is_kept(string feedback, string? comment)
    {
        var message = await AnswerAsync(TeamsActivities.Message(Question, _teams.Url));

        var (status, body) = await InvokeAsync(
            TeamsActivities.Invoke("message/submitAction", _teams.Url, TeamsActivities.Feedback("like", JToken.Parse(feedback)), (string)message["id"]!));

        Assert.Equal((HttpStatusCode.OK, "{}"), (status, body));
        Assert.Equal((Reaction.Like, comment), (Assert.Single(await FeedbackAsync()).Reaction, Assert.Single(await FeedbackAsync()).Comment));
    }

    [Fact]
    public async Task Feedback_that_does_not_say_to_which_message_is_on_the_last_answer()
    {
        await AnswerAsync(TeamsActivities.Message(Question, _teams.Url));

        var (status, body) = await InvokeAsync(TeamsActivities.Invoke("message/submitAction", _teams.Url, TeamsActivities.Feedback("dislike", "no year"), null));

        Assert.Equal((HttpStatusCode.OK, "{}"), (status, body));
        Assert.Equal("no year", Assert.Single(await FeedbackAsync()).Comment);
    }

    [Fact]
    public async Task In_a_group_feedback_that_does_not_say_to_which_message_is_never_on_anothers_answer()
    {
        await AnswerAsync(TeamsActivities.InGroup(TeamsActivities.Message(Question, _teams.Url)));
        var rated = TeamsActivities.InGroup(TeamsActivities.Invoke("message/submitAction", _teams.Url, TeamsActivities.Feedback("dislike", "not mine"), null));
        rated["from"]!["id"] = "29:a colleague";

        Assert.Equal((HttpStatusCode.OK, "{}"), await InvokeAsync(rated));

        Assert.Empty(await FeedbackAsync());
    }

    [Fact]
    public async Task Only_who_was_there_can_rate_an_answer()
    {
        var message = await AnswerAsync(TeamsActivities.Message(Question, _teams.Url));
        var other = TeamsActivities.Invoke("message/submitAction", _teams.Url, TeamsActivities.Feedback("like"), (string)message["id"]!);
        other["from"]!["id"] = "29:somebody else";
        var elsewhere = TeamsActivities.Invoke("message/submitAction", _teams.Url, TeamsActivities.Feedback("like"), (string)message["id"]!);
        elsewhere["conversation"]!["id"] = "a:2";
        var unknown = TeamsActivities.Invoke("message/submitAction", _teams.Url, TeamsActivities.Feedback("like"), "a-999");

        foreach (var activity in new[] { other, elsewhere, unknown })
            Assert.Equal((HttpStatusCode.OK, "{}"), await InvokeAsync(activity));

        Assert.Empty(await FeedbackAsync());
        Assert.Equal(3, _host.Log.All.Count(line => line.Contains("was ignored", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task In_a_group_others_can_rate_too()
    {
        var message = await AnswerAsync(TeamsActivities.InGroup(TeamsActivities.Message(Question, _teams.Url)));
        var rated = TeamsActivities.InGroup(TeamsActivities.Invoke("message/submitAction", _teams.Url, TeamsActivities.Feedback("like"), (string)message["id"]!));
        rated["from"]!["id"] = "29:a colleague";

        await InvokeAsync(rated);

        Assert.Equal("29:a colleague", Assert.Single(await FeedbackAsync()).UserId);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"feedback\"")]
    [InlineData("{}")]
    [InlineData("""{"actionName":"feedback"}""")]
    [InlineData("""{"actionName":"other","actionValue":{"reaction":"like"}}""")]
    [InlineData("""{"actionName":"feedback","actionValue":"like"}""")]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"love"}}""")]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":["like"]}}""")]
    public async Task Feedback_that_is_not_understood_is_refused(string value)
    {
        foreach (var name in new[] { "message/fetchTask", "message/submitAction" })
        {
            var (status, body) = await InvokeAsync(TeamsActivities.Invoke(name, _teams.Url, JToken.Parse(value), "a-1"));
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Equal("BadArgument", (string?)JObject.Parse(body)["error"]!["code"]);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await InvokeAsync(TeamsActivities.Invoke("message/submitAction", _teams.Url, TeamsActivities.Feedback("like"), new string('1', 300)))).Status);
        Assert.Equal(HttpStatusCode.NotImplemented, (await InvokeAsync(TeamsActivities.Invoke("composeExtension/query", _teams.Url, JToken.Parse(value), null))).Status);
        Assert.DoesNotContain(_host.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("es-ES", null, "Valorar la respuesta")]
    [InlineData(null, "es-MX", "Valorar la respuesta")]
    [InlineData("en-GB", null, "Rate the answer")]
    public async Task The_form_is_in_the_language_of_the_user(string? locale, string? client, string title)
    {
        var fetch = TeamsActivities.Invoke("message/fetchTask", _teams.Url, new JObject { ["data"] = TeamsActivities.Feedback("like") }, "a-1");
        fetch["locale"] = locale;
        fetch["entities"] = new JArray(new JObject { ["type"] = "clientInfo", ["locale"] = client });

        var (_, form) = await InvokeAsync(fetch);

        Assert.Equal(title, (string?)JObject.Parse(form)["task"]!["value"]!["title"]);
    }

    [Fact]
    public async Task What_Teams_adds_to_a_question_is_not_part_of_it()
    {
        var asked = TeamsActivities.Message("<at>QaBot</at> &nbsp;When did <at>Alma Strand</at> see\u00A0the lighthouse\r\n of Norrland &amp; its keeper <at>QaBot</at>?\n", _teams.Url);
        TeamsActivities.Mentioning(asked, "28:bot", "<at>QaBot</at>", "QaBot");
        TeamsActivities.Mentioning(asked, "29:alma", "<at>Alma Strand</at>", "Alma Strand");

        await AnswerAsync(asked);

        Assert.Equal("When did Alma Strand see the lighthouse\n of Norrland & its keeper  ?", Assert.Single(await RecordsAsync()).Answer.Question);
    }

    [Fact]
    public async Task A_user_who_installs_the_app_is_greeted_once_with_three_buttons()
    {
        await PostAsync(TeamsActivities.Of("installationUpdate", _teams.Url, ("action", "add")));
        await PostAsync(TeamsActivities.Of("conversationUpdate", _teams.Url, ("membersAdded", Members("29:user", "28:bot"))));
        await _host.StopAsync();

        var greeting = Assert.Single(_teams.Rest());
        Assert.Empty(_teams.Violations);
        Assert.Equal(3, greeting["suggestedActions"]!["actions"]!.Count());
    }

    [Fact]
    public async Task A_team_is_greeted_when_the_bot_comes_and_not_with_everyone_who_comes_later()
    {
        await PostAsync(TeamsActivities.InGroup(TeamsActivities.Of("conversationUpdate", _teams.Url, ("membersAdded", Members("28:bot"))), "channel"));
        await PostAsync(TeamsActivities.InGroup(TeamsActivities.Of("conversationUpdate", _teams.Url, ("membersAdded", Members("29:new"))), "channel"));
        await _host.StopAsync();

        var greeting = Assert.Single(_teams.Rest());
        Assert.Empty(_teams.Violations);
        Assert.Null(greeting["suggestedActions"]);
        Assert.Contains("You could ask:", (string?)greeting["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("messageUpdate", "{\"text\":\"edited\",\"channelData\":{\"eventType\":\"editMessage\"}}")]
    [InlineData("messageDelete", "{\"channelData\":{\"eventType\":\"softDeleteMessage\"}}")]
    [InlineData("messageReaction", "{\"reactionsAdded\":[{\"type\":\"like\"}],\"replyToId\":\"a-1\"}")]
    [InlineData("messageReaction", "{\"reactionsRemoved\":[{\"type\":\"like\"}],\"replyToId\":\"a-1\"}")]
    [InlineData("installationUpdate", "{\"action\":\"remove\"}")]
    [InlineData("conversationUpdate", "{\"membersRemoved\":[{\"id\":\"28:bot\"}]}")]
    [InlineData("conversationUpdate", "{\"channelData\":{\"eventType\":\"channelRenamed\"}}")]
    public async Task Other_news_are_taken_and_nothing_is_said_to_them(string type, string properties)
    {
        var activity = TeamsActivities.Of(type, _teams.Url);
        activity.Merge(JObject.Parse(properties));

        await PostAsync(activity);
        await PostAsync(TeamsActivities.InGroup(activity));
        await _host.StopAsync();

        Assert.Empty(_teams.Rest());
        Assert.DoesNotContain(_host.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static JArray Members(params string[] ids) => new(ids.Select(id => new JObject { ["id"] = id }));

    private static string? Compact(JToken? json) => json?.ToString(Newtonsoft.Json.Formatting.None);

    private async Task<JObject> AnswerAsync(JObject question)
    {
        _model.Write(First);
        _model.Complete();
        await PostAsync(question);
        var message = await _teams.NextMessageAsync();
        // As which message it was delivered is kept after it is.
        await Wait.UntilAsync(async () =>
        {
            await using var log = await OpenAsync();
            return await log.FindDeliveredAsync("msteams", (string)question["conversation"]!["id"]!, (string)message["id"]!) is not null;
        });
        return message;
    }

    private async Task PostAsync(JObject activity)
    {
        using var response = await _host.PostAsync(activity);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<(HttpStatusCode Status, string Body)> InvokeAsync(JObject activity)
    {
        using var response = await _host.PostAsync(activity);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private Task<AnswerLog> OpenAsync() => AnswerLog.OpenAsync(_log);

    private async Task<List<AnswerRecord>> RecordsAsync()
    {
        await using var log = await OpenAsync();
        return await log.ReadAllAsync().ToListAsync();
    }

    private async Task<List<AnswerFeedback>> FeedbackAsync()
    {
        await using var log = await OpenAsync();
        var record = Assert.Single(await log.ReadAllAsync().ToListAsync());
        return await log.FeedbackOnAsync(record.Id);
    }
}
