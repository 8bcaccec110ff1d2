using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using QaBot.Models;
using QaBot.Testing.Models;

namespace QaBot.Tests.Models.Remote;

public sealed class FaultTests : IAsyncDisposable
{
    private const string Key = "sk-Recognise4Me";
    private const string Question = "What does nobody else ask?";

    private readonly FakeModelServer _server = new();

    public static IEnumerable<object[]> Refusals => ModelFaults.Refusals.SelectMany(fault => new object[][] { [fault.Name, true], [fault.Name, false] });

    public static TheoryData<string> OfStreams => [.. ModelFaults.OfStreams.Select(fault => fault.Name)];

    public static TheoryData<string> OfWhole => [.. ModelFaults.OfWhole.Select(fault => fault.Name)];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Refusals))]
    public Task Each_refusal_is_told_in_one_line(string name, bool streamed) => IsToldAsync(ModelFaults.Refusals.Single(fault => fault.Name == name), streamed);

    [Theory]
    [MemberData(nameof(OfStreams))]
    public Task What_goes_wrong_within_a_stream_is_told_in_one_line(string name) => IsToldAsync(ModelFaults.OfStreams.Single(fault => fault.Name == name), streamed: true);

    [Theory]
    [MemberData(nameof(OfWhole))]
    public Task What_goes_wrong_with_a_whole_answer_is_told_in_one_line(string name) => IsToldAsync(ModelFaults.OfWhole.Single(fault => fault.Name == name), streamed: false);

    [Fact]
    public async Task Nothing_that_listens_is_unreachable()
    {
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)unused.LocalEndpoint).Port}");
        unused.Stop();

        await IsToldAsync(endpoint, ModelProblemKind.Unreachable, "Models:Chat:Endpoint");
    }

    [Fact]
    public Task A_host_that_does_not_exist_is_unreachable() => IsToldAsync(new Uri("http://qabot.invalid/v1"), ModelProblemKind.Unreachable, "Models:Chat:Endpoint");

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_taken()
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
        await using var secured = new FakeModelServer(certificate);

        await IsToldAsync(secured.Endpoint, ModelProblemKind.InsecureConnection, "certificate");
        Assert.Empty(secured.Requests);
    }

    [Fact]
    public Task A_server_without_tls_is_not_asked_over_https() =>
        IsToldAsync(new UriBuilder(_server.Endpoint) { Scheme = "https" }.Uri, ModelProblemKind.InsecureConnection, "TLS");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_time_out_below_the_client_is_told_as_one(bool streamed)
    {
        _server.Reply = _ => ModelReply.Silence;
        using var model = new RemoteModel(
            services => services.ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(builder => builder.AdditionalHandlers.Add(new Impatience()))),
            RemoteModel.At(_server.Endpoint, Key));

        Assert.Equal(ModelProblemKind.TimedOut, (await FailsAsync(model, streamed)).Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silence_ends_when_the_caller_stops_the_call(bool streamed)
    {
        _server.Reply = _ => ModelReply.Silence;
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint, Key));
        using var stop = new CancellationTokenSource();

        var asking = AskAsync(model, streamed, stop.Token);
        await _server.ArrivalAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task A_stall_within_the_answer_ends_when_the_caller_stops_the_call()
    {
        _server.Reply = _ => ModelReply.StallsAfter($"data: {OpenAIWire.Part("The beginning")}\n\n", "data: {\"choices\":[{\"ind");
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint, Key));
        using var stop = new CancellationTokenSource();
        await using var updates = model.Chat.GetStreamingResponseAsync(Question, cancellationToken: stop.Token).GetAsyncEnumerator();

        Assert.True(await updates.MoveNextAsync());
        Assert.Equal("The beginning", updates.Current.Text);
        var next = updates.MoveNextAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task What_came_before_the_fault_was_passed_on()
    {
        _server.Reply = _ => ModelReply.CutAfter(Encoding.UTF8.GetBytes($"data: {OpenAIWire.Part("The beginning")}\n\n"));
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint, Key));
        var text = "";

        var problem = await Assert.ThrowsAsync<ModelException>(async () =>
        {
            await foreach (var update in model.Chat.GetStreamingResponseAsync(Question))
                text += update.Text;
        });

        Assert.Equal((ModelProblemKind.BrokenOff, "The beginning"), (problem.Kind, text));
    }

    private async Task IsToldAsync(ModelFault fault, bool streamed)
    {
        _server.Reply = _ => fault.Reply;
        using var model = new RemoteModel(RemoteModel.At(_server.Endpoint, Key));

        Assert.Equal(fault.Kind, (await FailsAsync(model, streamed)).Kind);
    }

    private static async Task IsToldAsync(Uri endpoint, ModelProblemKind kind, string told)
    {
        using var model = new RemoteModel(RemoteModel.At(endpoint, Key));

        var problem = await FailsAsync(model, streamed: true);

        Assert.Equal(kind, problem.Kind);
        Assert.Contains(told, problem.Message, StringComparison.Ordinal);
    }

    private static async Task<ModelException> FailsAsync(RemoteModel model, bool streamed)
    {
        var problem = await Assert.ThrowsAsync<ModelException>(() => AskAsync(model, streamed, default));
        var all = problem.ToString();
        Assert.DoesNotContain('\n', problem.Message);
        Assert.StartsWith("http", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, all, StringComparison.Ordinal);
        Assert.DoesNotContain(Question, all, StringComparison.Ordinal);
        Assert.DoesNotContain(ModelFaults.Words, all, StringComparison.Ordinal);
        return problem;
    }

    private static async Task<string> AskAsync(RemoteModel model, bool streamed, CancellationToken cancellationToken) => streamed
        ? (await model.Chat.GetStreamingResponseAsync(Question, cancellationToken: cancellationToken).ToChatResponseAsync(cancellationToken)).Text
        : (await model.Chat.GetResponseAsync(Question, cancellationToken: cancellationToken)).Text;

    /// <summary>Gives up as a time-out does: the caller has stopped nothing.</summary>
    private sealed class Impatience : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new TaskCanceledException("The request was canceled.", new TimeoutException());
    }
}
