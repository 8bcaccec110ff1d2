using System.Net;
using System.Text.RegularExpressions;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Review;

/// <summary>A browser without scripts: it keeps cookies, sends forms with their antiforgery tokens, and follows redirects only where a test does.</summary>
internal sealed partial class ReviewClient : IDisposable
{
    private readonly HttpClient _client;

    /// <param name="headers">Of every request, over those of a browser.</param>
    public ReviewClient(BotHost host, params (string Name, string Value)[] headers)
    {
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = host.Client.BaseAddress };
        _client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
        foreach (var (name, value) in headers)
            _client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
    }

    public CookieContainer Cookies { get; } = new();

    public async Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await SendAsync(request);
    }

    /// <summary>Gets a page and sends a form of it.</summary>
    /// <param name="to">Where the form goes; null for the page itself.</param>
    public async Task<Reply> SubmitAsync(string page, string? to, params (string Name, string Value)[] fields)
    {
        var token = Token().Match((await GetAsync(page)).Text).Groups[1].Value;
        return await PostAsync(to ?? page, [("__RequestVerificationToken", token), .. fields]);
    }

    public async Task<Reply> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        return await SendAsync(request);
    }

    public async Task<Reply> FollowAsync(Reply reply)
    {
        while (reply.Location is { } location)
            reply = await GetAsync(location);
        return reply;
    }

    public void Dispose() => _client.Dispose();

    private async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using var response = await _client.SendAsync(request);
        return new Reply(response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), response.Headers.Location?.OriginalString, response.Headers.CacheControl?.ToString());
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    /// <param name="Text">With its character references resolved.</param>
    internal sealed record Reply(HttpStatusCode Status, string Text, string? Location, string? CacheControl);
}
