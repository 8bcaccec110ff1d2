using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Review.Api;

/// <summary>A program that asks the API.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _client;

    /// <param name="headers">Sent with everything.</param>
    public ApiClient(BotHost host, params (string Name, string Value)[] headers)
    {
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Client.BaseAddress };
        foreach (var (name, value) in headers)
            _client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
    }

    /// <summary>Who shows a reviewer's token.</summary>
    public static ApiClient With(BotHost host, string token) => new(host, ("Authorization", $"Bearer {token}"));

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <param name="path">Below <c>/api/review</c>.</param>
    /// <param name="body">A string goes as it is, as JSON lines; anything else as JSON.</param>
    public async Task<Reply> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/api/review{path}");
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(body is string ? "application/jsonl" : "application/json");
        }

        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _client.SendAsync(request);
        return new Reply(
            response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType, response.Headers.ETag?.ToString(),
            response.Headers.WwwAuthenticate.ToString(), response.Headers.CacheControl?.ToString() ?? "");
    }

    public void Dispose() => _client.Dispose();

    internal sealed record Reply(HttpStatusCode Status, string Text, string? Type, string? ETag, string Challenge, string CacheControl)
    {
        public JsonElement Json => JsonDocument.Parse(Text).RootElement;

        public string Detail => Json.GetProperty("detail").GetString()!;
    }
}
