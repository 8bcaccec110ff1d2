namespace QaBot.Models.Resilience;

/// <summary>Sends what a model's client sends through the pipeline of its endpoint. The client's own retries must be off.</summary>
public sealed class ModelRetryHandler(EndpointPipeline pipeline) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        // A body that can be read only once could not be sent again.
        if (request.Content is { } content)
            await content.LoadIntoBufferAsync(cancellationToken);
        return await pipeline.SendAsync(token => base.SendAsync(request, token), cancellationToken);
    }
}
