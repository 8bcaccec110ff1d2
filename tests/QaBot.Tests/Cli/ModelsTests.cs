using System.Text.Json;
using QaBot.Cli;
using QaBot.Testing.Models;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Cli;

public sealed class ModelsTests : IAsyncDisposable
{
    private const string Key = "sk-Recognise4Me";

    private readonly CliDriver _cli = new();
    private readonly FakeModelServer _server = new() { Key = Key };

    public async ValueTask DisposeAsync()
    {
        _cli.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_model_it_says_what_answers_instead()
    {
        var result = await _cli.RunAsync("models");

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.Contains("extractive: the embedded answerer", result.Out, StringComparison.Ordinal);
        Assert.Contains("none: passages are found by their words", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_works_is_one_line_each_with_time_tokens_and_dimension()
    {
        Configure(_server.Root, Key);

        var result = await _cli.RunAsync("models");

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        var lines = result.Out.TrimEnd().Split('\n');
        Assert.Matches($"^ok      chat        openai, gpt-test at {_server.Endpoint}: \\d+\\.\\d\\d s, 10 tokens read, 5 tokens written$", lines[0]);
        Assert.Matches($"^ok      embeddings  openai, gpt-test at {_server.Endpoint}: \\d+\\.\\d\\d s, 1 token read, 8 dimensions$", lines[1]);
        Assert.Equal(2, lines.Length);
        Assert.True(_server.Requests[0].IsStreamed);
    }

    [Fact]
    public async Task The_result_is_there_as_json()
    {
        Configure(_server.Endpoint, Key);
        _server.Script(ModelReply.Text("yes"), ModelReply.Status(503, ""));

        var result = await _cli.RunAsync("models", "--json");

        var (chat, embeddings) = (JsonDocument.Parse(result.Out).RootElement.GetProperty("chat"), JsonDocument.Parse(result.Out).RootElement.GetProperty("embeddings"));
        Assert.Equal((true, "gpt-test", _server.Endpoint.ToString(), 1), (
            chat.GetProperty("isOk").GetBoolean(), chat.GetProperty("model").GetString(), chat.GetProperty("endpoint").GetString(), chat.GetProperty("outputTokens").GetInt32()));
        Assert.Equal((false, "ServerFailed"), (embeddings.GetProperty("isOk").GetBoolean(), embeddings.GetProperty("kind").GetString()));
        Assert.Equal(ExitCode.Failed, result.ExitCode);
    }

    [Theory]
    [InlineData(401, "invalid_api_key", "Models:Chat:ApiKey")]
    [InlineData(404, "model_not_found", "Models:Chat:Model")]
    [InlineData(404, "unknown_url", "Models:Chat:Endpoint")]
    public async Task What_is_wrong_names_the_setting_and_never_the_key(int status, string code, string setting)
    {
        Configure(_server.Endpoint, Key);
        _server.Reply = _ => ModelReply.Status(status, OpenAIWire.Error("The server repeats {key} and {text}", code: code));

        var result = await _cli.RunAsync("models", "--debug");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith("failed  chat ", result.Out, StringComparison.Ordinal);
        Assert.Contains(setting, result.Out.Split('\n')[0], StringComparison.Ordinal);
        Assert.DoesNotContain(Key, result.Out + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_missing_is_asked_for()
    {
        Configure(_server.Endpoint, null);

        Assert.Contains("wants a key: set Models:Chat:ApiKey (401 invalid_api_key).", (await _cli.RunAsync("models")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_not_waited_for_longer_than_allowed()
    {
        Configure(_server.Endpoint, Key);
        _server.Reply = request => request.Path.EndsWith("/embeddings", StringComparison.Ordinal) ? ModelReply.Silence : ModelReply.StallsAfter($"data: {OpenAIWire.Part("ye")}\n\n");

        var result = await _cli.RunAsync("models", "--timeout", "1");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(2, result.Out.Split('\n').Count(line => line.Contains("no answer within 1 s", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_setting_that_makes_no_sense_is_named_in_one_line()
    {
        _cli.Write("appsettings.json", """{"Models":{"Chat":{"Provider":"openai"}}}""");

        var result = await _cli.RunAsync("models");

        Assert.Equal((ExitCode.Failed, ""), (result.ExitCode, result.Out));
        Assert.StartsWith("qabot: Models:Chat:Model: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("601")]
    [InlineData("soon")]
    public async Task A_time_out_that_makes_no_sense_is_wrong_use(string seconds)
    {
        var result = await _cli.RunAsync("models", "--timeout", seconds);

        Assert.Equal((ExitCode.WrongUse, ""), (result.ExitCode, result.Out));
        Assert.Contains("--timeout", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_in_clear_text_is_warned_of()
    {
        Configure(new Uri("http://qabot.invalid/v1"), Key);

        var result = await _cli.RunAsync("models");

        Assert.Contains(result.ErrorLines, line => line.StartsWith("warning: Models:Chat:Endpoint is http", StringComparison.Ordinal));
    }

    private void Configure(Uri endpoint, string? key)
    {
        var model = new { Provider = "openai", Endpoint = endpoint, Model = "gpt-test", ApiKey = key };
        _cli.Write("appsettings.json", JsonSerializer.Serialize(new { Answering = new { Prompts = RepositoryFiles.Prompts }, Models = new { Chat = model, Embeddings = model } }));
    }
}
