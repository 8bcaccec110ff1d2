using System.Net;
using System.Security.Claims;
using System.Security.Principal;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.TraceExtensions;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.StandIns.BotBuilder;

public sealed class CloudAdapterTests : IAsyncLifetime
{
    private FakeConnector _connector = null!;

    public async Task InitializeAsync() => _connector = await FakeConnector.StartAsync();

    public async Task DisposeAsync() => await _connector.DisposeAsync();

    [Fact]
    public async Task A_reply_arrives_at_the_service_url_under_the_activity_it_answers()
    {
        ResourceResponse? sent = null;
        await using var host = await BotHost.StartAsync(new ScriptedBot(async turn => sent = await turn.SendActivityAsync("answer")));

        using var response = await host.PostAsync(Message());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
        var call = Assert.Single(_connector.Calls);
        Assert.Equal(("POST", "/v3/conversations/c%7C1/activities/a1", ""), (call.Method, call.Path, call.Authorization));
        Assert.Equal("answer", call.Body.Value<string>("text"));
        Assert.Equal(("a1", "bot", "user"), (call.Body.Value<string>("replyToId"), call.Body["from"]!["id"], call.Body["recipient"]!["id"]));
        Assert.Equal("reply-1", sent!.Id);
    }

    [Fact]
    public async Task Without_an_id_to_reply_to_the_message_goes_to_the_conversation()
    {
        await using var host = await BotHost.StartAsync(new ScriptedBot(turn => turn.SendActivityAsync("answer")));
        var message = Message();
        message.Remove("id");

        using var response = await host.PostAsync(message);

        Assert.Equal("/v3/conversations/c%7C1/activities", Assert.Single(_connector.Calls).Path);
    }

    [Fact]
    public async Task What_the_channel_sent_and_the_bot_passes_on_is_not_lost()
    {
        await using var host = await BotHost.StartAsync(new ScriptedBot(turn =>
        {
            var reply = turn.Activity.CreateReply("answer");
            reply.ChannelData = new { streamType = "final", seen = turn.Activity.Properties["novel"] };
            reply.Entities.Add(new Entity("https://schema.org/Message") { Properties = JObject.Parse("""{"@type":"Message"}""") });
            return turn.SendActivityAsync(reply);
        }));
        var message = Message();
        message["novel"] = 5;

        using var response = await host.PostAsync(message);

        var sent = Assert.Single(_connector.Calls).Body;
        Assert.True(JToken.DeepEquals(JObject.Parse("""{"streamType":"final","seen":5}"""), sent["channelData"]));
        Assert.True(JToken.DeepEquals(JArray.Parse("""[{"type":"https://schema.org/Message","@type":"Message"}]"""), sent["entities"]));
    }

    [Fact]
    public async Task An_update_and_a_deletion_name_the_activity()
    {
        await using var host = await BotHost.StartAsync(new ScriptedBot(async turn =>
        {
            await turn.UpdateActivityAsync(new Activity(ActivityTypes.Message) { Id = "x/1", Text = "changed" });
            await turn.DeleteActivityAsync("x/2");
        }));

        using var response = await host.PostAsync(Message());

        Assert.Equal(
            [("PUT", "/v3/conversations/c%7C1/activities/x%2F1"), ("DELETE", "/v3/conversations/c%7C1/activities/x%2F2")],
            _connector.Calls.Select(call => (call.Method, call.Path)));
    }

    [Fact]
    public async Task A_success_without_a_body_gives_an_empty_id()
    {
        _connector.Answer = _ => (202, "");
        ResourceResponse? sent = null;
        await using var host = await BotHost.StartAsync(new ScriptedBot(async turn => sent = await turn.SendActivityAsync("answer")));

        using var response = await host.PostAsync(Message());

        Assert.Equal("", sent!.Id);
    }

    [Fact]
    public async Task A_refusal_of_the_connector_is_an_exception_with_its_error_and_headers()
    {
        _connector.Answer = _ => (429, """{"error":{"code":"Throttled","message":"slow down"}}""");
        ErrorResponseException? refusal = null;
        await using var host = await BotHost.StartAsync(new ScriptedBot(async turn =>
            refusal = await Assert.ThrowsAsync<ErrorResponseException>(() => turn.SendActivityAsync("answer"))));

        using var response = await host.PostAsync(Message());

        Assert.Equal("Throttled", refusal!.Body.Error.Code);
        Assert.Equal(HttpStatusCode.TooManyRequests, refusal.Response.StatusCode);
        Assert.Equal(["7"], refusal.Response.Headers["Retry-After"]);
    }

    [Theory]
    [InlineData("emulator", 1)]
    [InlineData("test", 0)]
    public async Task A_trace_goes_to_the_emulator_only(string channel, int calls)
    {
        await using var host = await BotHost.StartAsync(new ScriptedBot(turn => turn.TraceActivityAsync("name")));
        var message = Message();
        message["channelId"] = channel;

        using var response = await host.PostAsync(message);

        Assert.Equal(calls, _connector.Calls.Count);
    }

    [Fact]
    public async Task Expected_replies_are_in_the_response_and_have_no_ids()
    {
        ResourceResponse? sent = null;
        await using var host = await BotHost.StartAsync(new ScriptedBot(async turn =>
        {
            await turn.SendActivityAsync(Activity.CreateTypingActivity());
            sent = await turn.SendActivityAsync("answer");
        }));
        var message = Message();
        message["deliveryMode"] = "expectReplies";

        using var response = await host.PostAsync(message);

        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var replies = JObject.Parse(await response.Content.ReadAsStringAsync())["activities"]!;
        Assert.Equal(["typing", "message"], replies.Select(reply => reply.Value<string>("type")));
        Assert.Equal(("answer", "a1"), (replies[1]!.Value<string>("text"), replies[1]!.Value<string>("replyToId")));
        Assert.Null(replies[1]!["id"]);
        Assert.Null(sent!.Id);
        Assert.Empty(_connector.Calls);
    }

    [Fact]
    public async Task A_response_in_the_body_drops_properties_that_cannot_be_set()
    {
        await using var host = await BotHost.StartAsync(new ScriptedBot(turn => turn.SendActivityAsync(new Activity(ActivityTypes.Message)
        {
            ChannelData = new { gone = 1 },
            Value = JObject.Parse("""{"kept":1}"""),
        })));
        var message = Message();
        message["deliveryMode"] = "expectReplies";

        using var response = await host.PostAsync(message);

        var reply = JObject.Parse(await response.Content.ReadAsStringAsync())["activities"]![0]!;
        Assert.Equal("{}", reply["channelData"]!.ToString());
        Assert.Equal(1, reply["value"]!["kept"]);
    }

    [Fact]
    public async Task An_invoke_is_answered_in_the_response()
    {
        await using var host = await BotHost.StartAsync(new InvokedBot());

        using var known = await host.PostAsync(Invoke("known"));
        using var silent = await host.PostAsync(Invoke("silent"));
        using var unknown = await host.PostAsync(Invoke("unknown"));

        Assert.Equal((HttpStatusCode.OK, "{}"), (known.StatusCode, await known.Content.ReadAsStringAsync()));
        Assert.Equal((HttpStatusCode.OK, ""), (silent.StatusCode, await silent.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.NotImplemented, unknown.StatusCode);
        Assert.Empty(_connector.Calls);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("")]
    [InlineData("""{"text":"no type"}""")]
    [InlineData("[]")]
    public async Task What_is_no_activity_is_a_bad_request(string body)
    {
        await using var host = await BotHost.StartAsync(new ScriptedBot(_ => throw new InvalidOperationException("not reached")));

        using var response = await host.PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Another_verb_is_not_allowed()
    {
        await using var host = await BotHost.StartAsync(new ScriptedBot(_ => Task.CompletedTask));

        using var response = await host.GetAsync();

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task With_an_app_id_a_request_without_a_token_is_unauthorised()
    {
        await using var host = await BotHost.StartAsync(
            new ScriptedBot(_ => throw new InvalidOperationException("not reached")),
            ("MicrosoftAppId", "11111111-1111-1111-1111-111111111111"), ("MicrosoftAppPassword", "secret"));

        using var response = await host.PostAsync(Message());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task What_the_bot_may_not_do_looks_like_a_caller_who_may_not_call()
    {
        await using var host = await BotHost.StartAsync(new ScriptedBot(_ => throw new UnauthorizedAccessException()));

        using var response = await host.PostAsync(Message());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("serviceUrl", null)]
    [InlineData("serviceUrl", "nowhere")]
    public async Task A_service_url_that_is_none_is_an_error_of_the_server(string key, string? value)
    {
        await using var host = await BotHost.StartAsync(new ScriptedBot(turn => turn.SendActivityAsync("answer")));
        var message = Message();
        message[key] = value;

        using var response = await host.PostAsync(message);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task After_the_request_the_turn_is_dead_and_a_continuation_answers_in_its_place()
    {
        ITurnContext? finished = null;
        await using var host = await BotHost.StartAsync(new ScriptedBot(turn =>
        {
            finished = turn;
            return Task.CompletedTask;
        }));
        var continued = new List<string>();
        host.Adapter.Use(new TypeRecorder(continued));
        ClaimsIdentity? caller = null;
        host.Adapter.OnTurnError = (_, _) => Task.CompletedTask;
        await using var other = await BotHost.StartAsync(new ScriptedBot(turn =>
        {
            caller = (ClaimsIdentity)turn.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey);
            return Task.CompletedTask;
        }));
        using var first = await host.PostAsync(Message());
        using var second = await other.PostAsync(Message());

        await Assert.ThrowsAsync<ObjectDisposedException>(() => finished!.SendActivityAsync("too late"));
        await host.Adapter.ContinueConversationAsync(
            caller, finished!.Activity, (turn, token) => turn.SendActivityAsync("later", cancellationToken: token), CancellationToken.None);

        Assert.Equal(["message", "message"], continued);
        var call = Assert.Single(_connector.Calls);
        Assert.Equal("/v3/conversations/c%7C1/activities/a1", call.Path);
        Assert.Equal("later", call.Body.Value<string>("text"));
    }

    [Fact]
    public async Task A_conversation_continued_by_reference_is_an_event_that_replies_to_nothing_known()
    {
        await using var host = await BotHost.StartAsync(new ScriptedBot(_ => Task.CompletedTask));
        var reference = new ConversationReference
        {
            ActivityId = "a1",
            ChannelId = "test",
            ServiceUrl = _connector.Url,
            Conversation = new ConversationAccount { Id = "c1" },
            User = new ChannelAccount("user"),
            Bot = new ChannelAccount("bot"),
        };
        Activity? continuation = null;

        await host.Adapter.ContinueConversationAsync("app", reference, async (turn, token) =>
        {
            continuation = turn.Activity;
            await turn.SendActivityAsync("news", cancellationToken: token);
        }, CancellationToken.None);

        Assert.Equal(("event", "ContinueConversation"), (continuation!.Type, continuation.Name));
        var call = Assert.Single(_connector.Calls);
        Assert.Equal(("news", "user"), (call.Body.Value<string>("text"), call.Body["recipient"]!.Value<string>("id")));
        Assert.NotEqual("a1", call.Body.Value<string>("replyToId"));
    }

    [Fact]
    public async Task An_anonymous_caller_counts_as_authenticated_and_has_no_caller_id()
    {
        IIdentity? identity = null;
        string? callerId = "";
        await using var host = await BotHost.StartAsync(new ScriptedBot(turn =>
        {
            identity = turn.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey);
            callerId = turn.Activity.CallerId;
            return Task.CompletedTask;
        }));
        var message = Message();
        message["callerId"] = "urn:forged";

        using var response = await host.PostAsync(message);

        Assert.True(identity!.IsAuthenticated);
        Assert.Equal("anonymous", identity.AuthenticationType);
        Assert.Null(callerId);
    }

    private static JObject Invoke(string name) => new()
    {
        ["type"] = "invoke",
        ["name"] = name,
        ["id"] = "i1",
        ["channelId"] = "test",
        ["serviceUrl"] = "http://127.0.0.1:9",
        ["conversation"] = new JObject { ["id"] = "c1" },
    };

    private JObject Message() => new()
    {
        ["type"] = "message",
        ["id"] = "a1",
        ["text"] = "question",
        ["channelId"] = "test",
        ["serviceUrl"] = _connector.Url,
        ["from"] = new JObject { ["id"] = "user" },
        ["recipient"] = new JObject { ["id"] = "bot" },
        ["conversation"] = new JObject { ["id"] = "c|1" },
    };

    private sealed class InvokedBot : ActivityHandler
    {
        protected override Task<InvokeResponse> OnInvokeActivityAsync(
            ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) => turnContext.Activity.Name switch
            {
                "known" => Task.FromResult(CreateInvokeResponse(new JObject())),
                "silent" => Task.FromResult(CreateInvokeResponse()),
                _ => base.OnInvokeActivityAsync(turnContext, cancellationToken),
            };
    }

    private sealed class TypeRecorder(List<string> types) : Microsoft.Bot.Builder.IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            types.Add(turnContext.Activity.Type);
            return next(cancellationToken);
        }
    }
}
