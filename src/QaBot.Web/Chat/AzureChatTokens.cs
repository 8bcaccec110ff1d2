using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace QaBot.Web.Chat;

/// <summary>Gets the page's tokens from Azure's Direct Line. The secret goes there and nowhere else.</summary>
public sealed class AzureChatTokens : IChatTokens
{
    /// <summary>Names the HTTP client.</summary>
    public const string Client = "QaBot.AzureDirectLine";

    public const string Path = "/v3/directline";

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private const int MaxResponse = 64 * 1024;

    private readonly IHttpClientFactory _clients;
    private readonly ILogger<AzureChatTokens> _logger;
    private readonly string _secret;
    private readonly string _domain;

    public AzureChatTokens(IHttpClientFactory clients, IOptions<WebOptions> options, ILogger<AzureChatTokens> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_clients, _logger) = (clients, logger);
        _secret = options.Value.DirectLineSecret!;
        _domain = options.Value.DirectLineEndpoint.TrimEnd('/') + Path;
    }

    public async Task<ChatToken> GetAsync(Visitor visitor, string? conversationId, Uri origin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        // Azure does not tell whose a conversation is; the visitor's cookie does.
        if (conversationId is not null && visitor.Conversations.Contains(conversationId)
            && await SendAsync(HttpMethod.Get, $"/conversations/{Uri.EscapeDataString(conversationId)}", null, cancellationToken) is { } known)
        {
            return Token(known, visitor, isNew: false);
        }

        var body = new JsonObject
        {
            ["user"] = new JsonObject { ["id"] = visitor.UserId },
            ["trustedOrigins"] = new JsonArray(origin.GetLeftPart(UriPartial.Authority)),
        };
        var created = await SendAsync(HttpMethod.Post, "/tokens/generate", body, cancellationToken);
        return created is not null ? Token(created, visitor, isNew: true) : throw Unavailable("it does not know the bot");
    }

    private ChatToken Token(JsonObject answer, Visitor visitor, bool isNew)
    {
        try
        {
            return new ChatToken(
                answer["token"]!.GetValue<string>(), answer["conversationId"]!.GetValue<string>(), answer["expires_in"]?.GetValue<int>() ?? 1800,
                _domain, visitor.UserId, isNew);
        }
        catch (Exception e) when (e is NullReferenceException or InvalidOperationException or FormatException)
        {
            throw Unavailable("its answer has no token", e);
        }
    }

    /// <returns>Null when Azure knows no such thing.</returns>
    private async Task<JsonObject?> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, _domain + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _secret);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        try
        {
            using var client = _clients.CreateClient(Client);
            client.Timeout = Timeout;
            client.MaxResponseContentBufferSize = MaxResponse;
            using var response = await client.SendAsync(request, cancellationToken);
            if (response.StatusCode is HttpStatusCode.NotFound)
                return null;
            if (!response.IsSuccessStatusCode)
                throw Unavailable(Reason(response.StatusCode));
            return await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Unavailable(e is JsonException ? "its answer is no JSON" : "it cannot be reached", e);
        }
    }

    private static string Reason(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        ? $"it does not accept {WebOptions.Section}:{nameof(WebOptions.DirectLineSecret)}"
        : $"it answered {(int)status}";

    private ChatUnavailableException Unavailable(string reason, Exception? inner = null)
    {
        _logger.LogError("Azure Direct Line gave no token: {Reason}.", reason);
        return new ChatUnavailableException(StatusCodes.Status502BadGateway, "The chat service cannot be used at the moment. Please try again later.", inner);
    }
}
