using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QaBot.Testing.Models;
using QaBot.Tests.Cli;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Models.Remote;

/// <summary>Whatever a server does, the key stands in nothing that QaBot writes.</summary>
public sealed class SecrecyTests : IAsyncDisposable
{
    private const string Key = "sk-Recognise4Me";

    private readonly FakeModelServer _server = new();

    public static IEnumerable<ModelFault> Faults => [.. ModelFaults.Refusals, .. ModelFaults.OfStreams, new("none", ModelReply.Text("The lighthouse is 31 metres high. [1]"), default)];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task No_log_line_and_no_exception_holds_the_key()
    {
        var log = new ListLogger();
        var written = new List<string>();
        foreach (var fault in Faults)
        {
            _server.Reply = _ => fault.Reply;
            using var model = new RemoteModel(
                services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)),
                RemoteModel.At(_server.Endpoint, Key));
            written.Add(await ToldAsync(() => model.Chat.GetStreamingResponseAsync("Why?").ToChatResponseAsync()));
            written.Add(await ToldAsync(() => model.Chat.GetResponseAsync("Why?")));
            written.Add(await ToldAsync(() => model.Embeddings.GenerateAsync(["Why?"])));
        }

        Assert.All(_server.Requests, request => Assert.Equal(Key, request.Key));
        Assert.NotEmpty(log.Lines);
        Assert.All(log.Lines.Concat(written), line => Assert.DoesNotContain(Key, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_output_trace_or_record_of_the_command_line_holds_the_key()
    {
        using var cli = new CliDriver();
        cli.Write("articles/tower.txt", "The lighthouse of Aldmere is 31 metres high. Tobias Wren built the lighthouse in 1874.");
        var model = new { Provider = "openai", _server.Endpoint, Model = "gpt-test", ApiKey = Key };
        cli.Write("appsettings.json", JsonSerializer.Serialize(new
        {
            Corpus = new { Path = "articles" },
            Answering = new { Prompts = RepositoryFiles.Prompts },
            Models = new { Chat = model, Embeddings = model },
        }));
        foreach (var fault in Faults)
        {
            _server.Reply = request => request.Path.EndsWith("/chat/completions", StringComparison.Ordinal) ? fault.Reply : ModelReply.Vectors(FakeModelServer.Embed);

            var asked = await cli.RunAsync("ask", "How high is the lighthouse?", "--record", "--trace", "--debug");

            Assert.DoesNotContain(Key, asked.Out + asked.Error, StringComparison.Ordinal);
        }

        Assert.NotEmpty(_server.Requests);
        Assert.Contains(WrittenFiles(cli), file => file.EndsWith("answers.db", StringComparison.Ordinal));
        Assert.All(WrittenFiles(cli), file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf("Recognise4Me"u8) < 0, file));
    }

    private static IEnumerable<string> WrittenFiles(CliDriver cli) => Directory.EnumerateFiles(cli.PathOf(".qabot"), "*", SearchOption.AllDirectories);

    private static async Task<string> ToldAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return (await ask())!.ToString()!;
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }
}
