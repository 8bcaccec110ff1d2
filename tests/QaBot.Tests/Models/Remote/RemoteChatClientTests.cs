using System.Text;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using QaBot.Models;
using QaBot.Testing.Models;
using static QaBot.Testing.Models.OpenAIWire;

namespace QaBot.Tests.Models.Remote;

public sealed class RemoteChatClientTests : IAsyncDisposable
{
    private static readonly ChatMessage[] s_question = [new(ChatRole.System, "Answer."), new(ChatRole.User, "Who says so?")];

    private readonly FakeModelServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_asks_as_the_protocol_says_and_gets_text_usage_and_the_reason_of_the_end(bool streamed)
    {
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint, "sk-test"));

        var answer = await AskAsync(model, streamed, new ChatOptions { Temperature = 0, MaxOutputTokens = 500, ResponseFormat = ChatResponseFormat.Json });

        Assert.Equal(FakeModelServer.DefaultText, answer.Text);
        Assert.Equal((10, 5, 15), (answer.Usage?.InputTokenCount, answer.Usage?.OutputTokenCount, answer.Usage?.TotalTokenCount));
        Assert.Equal((ChatFinishReason.Stop, "gpt-test"), (answer.FinishReason, answer.ModelId));
        var request = Assert.Single(_server.Requests);
        Assert.Equal(("POST", "/v1/chat/completions", "sk-test"), (request.Method, request.Target, request.Key));
        Assert.Equal((streamed, true), (request.IsStreamed, request.WantsUsage));
        Assert.Equal((500, 0, "json_object"), (
            request.Json.GetProperty("max_tokens").GetInt32(),
            request.Json.GetProperty("temperature").GetDouble(),
            request.Json.GetProperty("response_format").GetProperty("type").GetString()));
        Assert.Equal("Answer.\nWho says so?", request.Text);
    }

    [Fact]
    public async Task It_says_whom_it_asks()
    {
        using var compatible = new RemoteModel(RemoteModel.At(_server.Root));
        using var openAI = new RemoteModel(("Models:Chat:Provider", "openai"), ("Models:Chat:Model", "gpt-test"));
        using var azure = Azure(("Models:Chat:Endpoint", "https://bees.openai.azure.com"));

        Assert.Equal(("openai", _server.Endpoint, "gpt-test"), Metadata(compatible));
        Assert.Equal(("openai", new Uri("https://api.openai.com/v1"), "gpt-test"), Metadata(openAI));
        Assert.Equal(("azure.ai.openai", new Uri("https://bees.openai.azure.com/openai/v1"), "gpt-test"), Metadata(azure));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_server_without_a_key_is_asked_without_one()
    {
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint));

        await AskAsync(model);

        Assert.Null(Assert.Single(_server.Requests).Key);
    }

    [Fact]
    public async Task OpenAI_without_a_key_is_a_setting_that_is_missing()
    {
        using var model = new RemoteModel(("Models:Chat:Provider", "openai"), ("Models:Chat:Model", "gpt-test"));

        var problem = await Assert.ThrowsAsync<ModelException>(() => AskAsync(model));

        Assert.Equal(ModelProblemKind.Misconfigured, problem.Kind);
        Assert.Contains("Models:Chat:ApiKey", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "/openai/v1/chat/completions")]
    [InlineData("2024-10-21", "/openai/deployments/gpt-test/chat/completions?api-version=2024-10-21")]
    public async Task Azure_gets_its_key_in_its_own_header_on_the_route_of_its_version(string? version, string target)
    {
        using var model = Azure(("Models:Chat:Endpoint", _server.Root.ToString()), ("Models:Chat:ApiKey", "azure-key"), ("Models:Chat:ApiVersion", version));

        Assert.Equal(FakeModelServer.DefaultText, (await AskAsync(model, options: new ChatOptions { MaxOutputTokens = 7 })).Text);

        var request = Assert.Single(_server.Requests);
        Assert.Equal((target, "azure-key"), (request.Target, request.Headers["api-key"]));
        Assert.False(request.Headers.ContainsKey("Authorization"));
        Assert.Equal(7, request.Json.GetProperty("max_completion_tokens").GetInt32());
    }

    [Theory]
    [InlineData(null, "https://ai.azure.com/.default")]
    [InlineData("2024-10-21", "https://cognitiveservices.azure.com/.default")]
    public async Task Azure_without_a_key_gets_a_token_of_Entra_which_is_kept(string? version, string scope)
    {
        var identity = new ScriptedIdentity();
        using var model = Azure(identity, ("Models:Chat:Endpoint", _server.Root.ToString()), ("Models:Chat:ApiVersion", version));

        await AskAsync(model);
        await AskAsync(model);

        Assert.Equal([scope], identity.Scopes);
        Assert.All(_server.Requests, request => Assert.Equal("Bearer token-1", request.Headers["Authorization"]));
        Assert.All(_server.Requests, request => Assert.False(request.Headers.ContainsKey("api-key")));
    }

    [Fact]
    public async Task A_token_that_is_about_to_end_is_renewed()
    {
        var identity = new ScriptedIdentity { Lifetime = TimeSpan.FromMinutes(1) };
        using var model = Azure(identity, ("Models:Chat:Endpoint", _server.Root.ToString()));

        await AskAsync(model);
        await AskAsync(model);

        Assert.Equal(["token-1", "token-2"], _server.Requests.Select(request => request.Key));
    }

    [Fact]
    public async Task Azure_without_a_key_or_an_identity_says_what_to_do()
    {
        using var model = Azure(new ScriptedIdentity { Failure = new CredentialUnavailableException("EnvironmentCredential authentication unavailable.\nAzureCliCredential: …") }, ("Models:Chat:Endpoint", _server.Root.ToString()));

        var problem = await Assert.ThrowsAsync<ModelException>(() => AskAsync(model));

        Assert.Equal(ModelProblemKind.Unauthorized, problem.Kind);
        Assert.Contains("az login", problem.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    public static TheoryData<string, string[]> Dialects => new()
    {
        { "lines end as in Windows", ["data: " + Part("It dances.") + "\r\n\r\n", "data: " + Last() + "\r\n\r\n", "data: [DONE]\r\n\r\n"] },
        { "comments keep the connection alive", [": keep-alive\n\n", "data: " + Part("It ") + "\n\n", ": OPENROUTER PROCESSING\n\n", "data: " + Part("dances.") + "\n\ndata: " + Last() + "\n\n", "data: [DONE]\n\n"] },
        { "no space before the data", ["data:" + Part("It dances.") + "\n\n", "data:" + Last() + "\n\n", "data:[DONE]\n\n"] },
        { "the data is on many lines", ["data: {\"choices\":\ndata: [{\"index\":0,\"delta\":\ndata: {\"content\":\"It dances.\"}}]}\n\n", "data: " + Last() + "\n\ndata: [DONE]\n\n"] },
        { "events have other fields", ["event: message\nid: 7\nretry: 10\ndata: " + Part("It dances.") + "\n\n", "data: " + Last() + "\n\ndata: [DONE]\n\n"] },
        { "a mark of UTF-8 is before it all", ["\uFEFFdata: " + Part("It dances.") + "\n\ndata: " + Last() + "\n\ndata: [DONE]\n\n"] },
        { "the last empty line is missing", ["data: " + Part("It dances.") + "\n\ndata: " + Last() + "\n\ndata: [DONE]"] },
        { "no mark of the end, but a reason", ["data: " + Part("It dances.") + "\n\n", "data: " + Last() + "\n\n"] },
        { "no reason for the end, but its mark", ["data: " + Part("It dances.") + "\n\n", "data: [DONE]\n\n"] },
        { "an end that OpenAI does not know", ["data: " + Part("It dances.") + "\n\n", "data: " + Last("eos_token") + "\n\n", "data: [DONE]\n\n"] },
        { "the least", ["data: {\"choices\":[{\"delta\":{\"content\":\"It dances.\"}}]}\n\n", "data: [DONE]\n\n"] },
        { "nulls everywhere", ["data: {\"id\":null,\"created\":null,\"model\":null,\"usage\":null,\"error\":null,\"choices\":[{\"index\":0,\"delta\":{\"role\":null,\"content\":\"It dances.\",\"tool_calls\":null},\"logprobs\":null,\"finish_reason\":null}]}\n\n", "data: [DONE]\n\n"] },
        { "Azure's filter is told first", ["data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\",\"prompt_filter_results\":[{\"prompt_index\":0}]}\n\n", "data: " + Part("It dances.") + "\n\ndata: " + Last() + "\n\ndata: [DONE]\n\n"] },
        { "thoughts come first", ["data: {\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"Hm, bees?\",\"content\":null}}]}\n\n", "data: {\"choices\":[{\"index\":0,\"delta\":{\"reasoning\":\"Yes.\",\"content\":\"\"}}]}\n\n", "data: " + Part("It dances.") + "\n\ndata: " + Last() + "\n\ndata: [DONE]\n\n"] },
        { "thoughts are parts of the content", ["data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Hm.\"}]},{\"type\":\"text\",\"text\":\"It dances.\"}]}}]}\n\n", "data: [DONE]\n\n"] },
    };

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Dialects_of_streams_are_understood_however_they_are_split(string dialect, string[] chunks)
    {
        Assert.NotEmpty(dialect);
        _server.Script(ModelReply.Raw(chunks), ModelReply.RawBytes(Encoding.UTF8.GetBytes(string.Concat(chunks)).Select(one => new[] { one })));
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint));

        Assert.Equal("It dances.", (await AskAsync(model)).Text);
        Assert.Equal("It dances.", (await AskAsync(model)).Text);
    }

    [Fact]
    public async Task Letters_of_several_bytes_survive_being_split()
    {
        const string text = "Ärger im Café: 日本語, 😀 — ok. [1]";
        _server.Script(ModelReply.RawBytes(OpenAIWire.Stream(text).SelectMany(data => Encoding.UTF8.GetBytes($"data: {data}\n\n")).Select(one => new[] { one })));
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint));

        Assert.Equal(text, (await AskAsync(model)).Text);
    }

    [Fact]
    public async Task A_stream_that_was_asked_for_may_come_in_one_piece()
    {
        _server.Script(ModelReply.Status(200, Completion("It dances.")));
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint));

        var answer = await AskAsync(model);

        Assert.Equal(("It dances.", ChatFinishReason.Stop, 2), (answer.Text, answer.FinishReason, (int)answer.Usage!.OutputTokenCount!));
    }

    [Fact]
    public async Task Usage_that_is_told_with_every_part_counts_once()
    {
        static string Counted(string text, int tokens) => $$$"""{"choices":[{"index":0,"delta":{"content":"{{{text}}}"}}],"usage":{"prompt_tokens":10,"completion_tokens":{{{tokens}}},"total_tokens":{{{10 + tokens}}}}}""";
        _server.Script(ModelReply.Streamed(Counted("It ", 1), Counted("dances.", 2), Last(), Done));
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint));

        var usage = (await AskAsync(model)).Usage;

        Assert.Equal((10, 2, 12), (usage?.InputTokenCount, usage?.OutputTokenCount, usage?.TotalTokenCount));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_cut_at_the_limit_of_tokens_says_so(bool streamed)
    {
        _server.Reply = _ => ModelReply.Text("It dances and", finish: "length");
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint));

        Assert.Equal(ChatFinishReason.Length, (await AskAsync(model, streamed)).FinishReason);
    }

    [Theory]
    [InlineData("temperature", "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.")]
    [InlineData("stream_options", "Extra inputs are not permitted: stream_options")]
    [InlineData("response_format", "'response_format' of type 'json_object' is not supported with this model.")]
    public async Task What_the_server_refuses_is_left_out_now_and_later(string parameter, string message)
    {
        _server.Script(ModelReply.Status(400, Error(message, param: parameter)));
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint));
        var options = new ChatOptions { Temperature = 0, MaxOutputTokens = 500, ResponseFormat = ChatResponseFormat.Json };

        var answer = await AskAsync(model, options: options);
        await AskAsync(model, options: options);

        Assert.Equal(FakeModelServer.DefaultText, answer.Text);
        Assert.Equal(parameter == "stream_options", answer.Usage is null);
        Assert.Equal([true, false, false], _server.Requests.Select(request => request.Json.TryGetProperty(parameter, out _)));
        Assert.All(_server.Requests, request => Assert.Equal((3, 500), (new[] { "temperature", "stream_options", "response_format" }.Count(name => name == parameter || request.Json.TryGetProperty(name, out _)), request.Json.GetProperty("max_tokens").GetInt32())));
    }

    [Fact]
    public async Task A_reasoning_model_gets_the_limit_under_its_new_name_and_no_temperature()
    {
        _server.Script(
            ModelReply.Status(400, Error("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", code: "unsupported_parameter", param: "max_tokens")),
            ModelReply.Status(400, Error("Unsupported value: 'temperature' does not support 0 with this model.", code: "unsupported_value", param: "temperature")));
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint));
        var options = new ChatOptions { Temperature = 0, MaxOutputTokens = 500 };

        await AskAsync(model, options: options);
        await AskAsync(model, options: options);

        Assert.Equal(
            [("max_tokens", true), ("max_completion_tokens", true), ("max_completion_tokens", false), ("max_completion_tokens", false)],
            _server.Requests.Select(request => (request.Json.EnumerateObject().Single(part => part.Name.StartsWith("max_", StringComparison.Ordinal)).Name, request.Json.TryGetProperty("temperature", out _))));
    }

    [Fact]
    public async Task A_server_that_refuses_without_end_is_not_asked_without_end()
    {
        _server.Reply = _ => ModelReply.Status(400, Error("temperature, stream_options and max_tokens are wrong."));
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint));

        await Assert.ThrowsAsync<ModelException>(() => AskAsync(model, options: new ChatOptions { Temperature = 0 }));

        Assert.InRange(_server.Requests.Count, 2, 4);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = new FakeModelServer();
        _server.Reply = _ => ModelReply.Status(307, "", headers: [("Location", elsewhere.Endpoint + "/chat/completions")]);
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint, "sk-test"));

        Assert.Equal(ModelProblemKind.Rejected, (await Assert.ThrowsAsync<ModelException>(() => AskAsync(model))).Kind);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task The_longest_answer_that_is_taken_is_a_setting()
    {
        _server.Reply = _ => ModelReply.Text(new string('é', 700));
        using var strict = new RemoteModel([.. RemoteModel.At(_server.Endpoint), ("Models:Chat:MaxAnswerBytes", "1024")]);
        using var lenient = new RemoteModel([.. RemoteModel.At(_server.Endpoint), ("Models:Chat:MaxAnswerBytes", "1400")]);

        Assert.Equal(ModelProblemKind.AnswerTooLong, (await Assert.ThrowsAsync<ModelException>(() => AskAsync(strict))).Kind);
        Assert.Equal(700, (await AskAsync(lenient)).Text.Length);
    }

    private static (string?, Uri?, string?) Metadata(RemoteModel model)
    {
        var metadata = (ChatClientMetadata?)model.Chat.GetService(typeof(ChatClientMetadata));
        return (metadata?.ProviderName, metadata?.ProviderUri, metadata?.DefaultModelId);
    }

    private static RemoteModel Azure(params (string Key, string? Value)[] settings) => Azure(new ScriptedIdentity(), settings);

    private static RemoteModel Azure(ScriptedIdentity identity, params (string Key, string? Value)[] settings) => new(
        services => services.AddSingleton<TokenCredential>(identity),
        [("Models:Chat:Provider", "azure"), ("Models:Chat:Model", "gpt-test"), .. settings.Where(setting => setting.Value is not null).Select(setting => (setting.Key, setting.Value!))]);

    private static async Task<ChatResponse> AskAsync(RemoteModel model, bool streamed = true, ChatOptions? options = null) => streamed
        ? await model.Chat.GetStreamingResponseAsync(s_question, options).ToChatResponseAsync()
        : await model.Chat.GetResponseAsync(s_question, options);

    /// <summary>Stands for whoever is signed in on this machine: Entra cannot be reached from a test.</summary>
    private sealed class ScriptedIdentity : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(1);

        public Exception? Failure { get; init; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            if (Failure is not null)
                throw Failure;
            Scopes.AddRange(requestContext.Scopes);
            return new(new AccessToken($"token-{Scopes.Count}", DateTimeOffset.UtcNow + Lifetime));
        }
    }
}
