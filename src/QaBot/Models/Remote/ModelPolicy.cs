using System.ClientModel.Primitives;

namespace QaBot.Models.Remote;

/// <summary>
/// What stands between the OpenAI library and a server: the request loses what the server refuses, a refusal becomes a <see cref="ModelException"/>
/// before the library can put the server's words into a message, and what is read is bounded.
/// </summary>
internal abstract class ModelPolicy(ModelServer server, RefusedParameters refused) : PipelinePolicy
{
    /// <summary>A server may refuse the temperature only after it has got the limit of tokens under its other name.</summary>
    private const int MostTries = 4;

    protected ModelServer Server { get; } = server;

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        throw new NotSupportedException("A model is asked without blocking a thread.");

    public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        var isStreamed = !message.BufferResponse;
        message.BufferResponse = false;
        if (Server.ApiVersion is { } version)
            message.Request.Uri = new UriBuilder(message.Request.Uri!) { Query = $"api-version={Uri.EscapeDataString(version)}" }.Uri;
        for (var tries = 1; ; tries++)
        {
            refused.Apply(message.Request, message.CancellationToken);
            await ProcessNextAsync(message, pipeline, currentIndex);
            var response = message.Response!;
            if (response.Status is >= 200 and < 300)
            {
                await TakeAsync(response, isStreamed, message.CancellationToken);
                return;
            }

            var refusal = await ServerRefusal.ReadAsync(response, message.CancellationToken);
            response.Dispose();
            if (tries == MostTries || !refusal.IsOfForm || !refused.Learn(message.Request, refusal, message.CancellationToken))
                throw refusal.ToException(Server);
        }
    }

    /// <summary>Puts the content in the library's form, bounded.</summary>
    protected abstract ValueTask<Stream> ReadAsync(Stream content, string mediaType, bool isStreamed, CancellationToken cancellationToken);

    private async ValueTask TakeAsync(PipelineResponse response, bool isStreamed, CancellationToken cancellationToken)
    {
        var mediaType = response.Headers.TryGetValue("Content-Type", out var type) ? type!.Split(';')[0].Trim().ToLowerInvariant() : "";
        if (mediaType is "text/html" or "application/xhtml+xml")
            throw Server.Problem(ModelProblemKind.Malformed, $"answers with a web page, as a proxy or a sign-in does: check {Server.Setting("Endpoint")}.");
        response.ContentStream = await ReadAsync(response.ContentStream ?? Stream.Null, mediaType, isStreamed, cancellationToken);
        if (!isStreamed)
            await response.BufferContentAsync(cancellationToken);
    }
}
