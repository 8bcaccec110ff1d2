using System.Net;

namespace QaBot.Tests.Models.Resilience;

/// <summary>The other side of a handler: answers as it is told, and keeps what it got.</summary>
internal sealed class FaultyServer(Func<int, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private readonly List<string> _bodies = [];

    /// <param name="answers">In their order, the last one for all that follow.</param>
    public FaultyServer(params IReadOnlyList<Func<HttpResponseMessage>> answers)
        : this((attempt, _) => Task.FromResult(answers[Math.Min(attempt, answers.Count) - 1]()))
    {
    }

    /// <summary>One for each attempt.</summary>
    public IReadOnlyList<string> Bodies => _bodies;

    public static Func<HttpResponseMessage> Says(HttpStatusCode status, string? retryAfter = null) => () =>
    {
        var response = new HttpResponseMessage(status);
        if (retryAfter is not null)
            response.Headers.Add("Retry-After", retryAfter);
        return response;
    };

    public static Func<HttpResponseMessage> Fails(HttpRequestError error = HttpRequestError.ConnectionError) => () => throw new HttpRequestException(error);

    public static FaultyServer Silent() => new(async (_, token) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return new HttpResponseMessage();
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Read as the network reads it, so that a body that can be read only once shows.
        using var sent = new MemoryStream();
        if (request.Content is { } content)
            await content.CopyToAsync(sent, cancellationToken);
        _bodies.Add(System.Text.Encoding.UTF8.GetString(sent.ToArray()));
        return await answer(_bodies.Count, cancellationToken);
    }
}
