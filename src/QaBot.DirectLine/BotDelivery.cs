using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QaBot.DirectLine;

/// <summary>Posts activities to the bot, a bounded number at a time, and again when the bot was busy or out of reach. Thread-safe.</summary>
internal sealed class BotDelivery(
    IHttpClientFactory clients, IBotAddress address, LocalTokens tokens, IOptions<DirectLineOptions> options,
    TimeProvider time, IHostApplicationLifetime lifetime, ILogger<BotDelivery> logger) : IDisposable
{
    private readonly DirectLineOptions _options = options.Value;
    private readonly SemaphoreSlim _free = new(options.Value.ConcurrentDeliveries);

    /// <returns>Whether the bot accepted the activity, or the host is stopping.</returns>
    public async Task<bool> TryDeliverAsync(Delivery delivery)
    {
        try
        {
            await DeliverAsync(delivery, lifetime.ApplicationStopping);
            return true;
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return true;
        }
        catch (HttpRequestException e) when (e.StatusCode is { } status)
        {
            logger.LogWarning("The bot answered an activity of type {Type} with {Status}.", delivery.ActivityType, (int)status);
            return false;
        }
        catch (Exception e)
        {
            // Whatever it was, the conversation's next activity must still be tried.
            logger.LogError(e, "An activity of type {Type} could not be delivered to the bot.", delivery.ActivityType);
            return false;
        }
    }

    public void Dispose() => _free.Dispose();

    private async Task DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; !await PostAsync(delivery, isLast: attempt == _options.DeliveryAttempts, cancellationToken); attempt++)
                await Task.Delay(_options.DeliveryRetryDelay * Math.Pow(2, attempt - 1), time, cancellationToken);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <returns>False when it is worth another attempt.</returns>
    /// <exception cref="HttpRequestException">The bot refuses the activity, or this was the last attempt.</exception>
    private async Task<bool> PostAsync(Delivery delivery, bool isLast, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.DeliveryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var response = await SendAsync(delivery, either.Token);
            if (!isLast && IsPassing(response.StatusCode))
                return false;
            response.EnsureSuccessStatusCode();
            return true;
        }
        catch (HttpRequestException e) when (!isLast && e.StatusCode is null)
        {
            return false;
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return isLast ? throw new HttpRequestException($"The bot did not answer within {_options.DeliveryTimeout}.", e) : false;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address.MessagesUrl) { Content = new ByteArrayContent(delivery.Json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.IssueForBot(address.ServiceUrl));
        return await clients.CreateClient(ServiceCollectionExtensions.BotClient).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500;
}
