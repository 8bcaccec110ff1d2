using System.ClientModel;
using System.Globalization;
using System.Text.Json;

namespace QaBot.Models.Remote;

/// <summary>Says of whatever was thrown on the way to a server and back what it means. What may hold the server's words is not kept as the cause.</summary>
internal static class ModelProblems
{
    /// <param name="cancellationToken">The caller's: a call that its caller stopped is stopped, whatever went wrong at the same time.</param>
    /// <returns>A <see cref="ModelException"/>, or an <see cref="OperationCanceledException"/> when the caller has stopped the call.</returns>
    public static Exception Of(Exception thrown, ModelServer server, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken) : Of(thrown, server);

    private static ModelException Of(Exception thrown, ModelServer server) => thrown switch
    {
        ModelException problem => problem,
        AnswerBoundException => server.AnswerTooLong(),
        OperationCanceledException or TimeoutException => server.Problem(ModelProblemKind.TimedOut, "it took too long to answer."),
        HttpRequestException failure => Of(failure, server),
        IOException failure => server.Problem(ModelProblemKind.BrokenOff, "the connection broke off within the answer.", failure),
        ClientResultException or AggregateException when thrown.InnerException is { } inner => Of(inner, server),
        JsonException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException => server.NotTheProtocol(),
        _ => server.Problem(ModelProblemKind.Unknown, string.Create(CultureInfo.InvariantCulture, $"it could not be asked ({thrown.GetType().Name}).")),
    };

    private static ModelException Of(HttpRequestException failure, ModelServer server)
    {
        var (kind, what) = failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => (ModelProblemKind.Unreachable, $"there is no such host: check {server.Setting("Endpoint")}."),
            HttpRequestError.ConnectionError => (ModelProblemKind.Unreachable, $"nothing listens there, or it cannot be reached: start the server, or check {server.Setting("Endpoint")}."),
            HttpRequestError.ProxyTunnelError => (ModelProblemKind.Unreachable, "the proxy does not let it through."),
            HttpRequestError.SecureConnectionError => (ModelProblemKind.InsecureConnection, $"no secure connection: its certificate is not trusted here, or it speaks no TLS; see {server.Setting("Endpoint")}."),
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError => (ModelProblemKind.Malformed, $"what comes from there is not HTTP: check {server.Setting("Endpoint")}."),
            _ => (ModelProblemKind.Unreachable, "the connection broke off before an answer came."),
        };
        return server.Problem(kind, what, failure);
    }
}
