using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using QaBot.Web.Chat;

namespace QaBot.Web.Security;

/// <summary>What browsers may do with a response: scripts and styles from here, connections to here, and no more.</summary>
/// <remarks>
/// Web Chat writes its styles into the page, which its <c>nonce</c> lets it. Version 4.18 needs two things more: one library in it makes a style element
/// without the nonce, empty, and fills it by CSSOM, and its spinner and typing dots are pictures at blob addresses. It needs neither unsafe-inline nor unsafe-eval.
/// </remarks>
public sealed class PageSecurity(RequestDelegate next, IOptions<WebOptions> options, WebChatScript webChat)
{
    /// <summary>What is no page needs nothing, even if a browser is made to open it as one.</summary>
    private const string NoPage = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The hash of nothing: allows empty style elements and no other.</summary>
    private const string EmptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    private static readonly object s_nonceKey = new();

    private readonly string _scriptSources = webChat.IsLocal ? "'self'" : $"'self' {webChat.Src}";
    private readonly string _azure = AzureSources(options.Value);

    /// <summary>The nonce of a page with Web Chat; made when it is first asked for, which must be before the response starts. Only such a page may do what Web Chat needs.</summary>
    public static string NonceOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Items[s_nonceKey] is not string nonce)
            context.Items[s_nonceKey] = nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        return nonce;
    }

    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        // At the last moment: only then is it known what the response is, and what reports a failure clears headers set before.
        context.Response.OnStarting(() =>
        {
            SetHeaders(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static string AzureSources(WebOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.DirectLineSecret))
            return "";
        var endpoint = new Uri(options.DirectLineEndpoint);
        var socketScheme = endpoint.Scheme == Uri.UriSchemeHttp ? "ws" : "wss";
        return $" {endpoint.GetLeftPart(UriPartial.Authority)} {socketScheme}://{endpoint.Authority}";
    }

    /// <summary>
    /// Not every browser takes 'self' for sockets too. A name that is none could carry a directive of its own, and addresses in brackets are
    /// no sources for the policy.
    /// </summary>
    private static string SocketSources(HostString host) =>
        host.HasValue && host.Value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ':') ? $" ws://{host.Value} wss://{host.Value}" : "";

    private void SetHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        var isPage = context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
        headers.ContentSecurityPolicy = isPage ? PagePolicy(context) : NoPage;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!isPage)
            return;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (!headers.ContainsKey(HeaderNames.CacheControl))
            headers.CacheControl = "private, no-cache";
    }

    private string PagePolicy(HttpContext context)
    {
        var (styles, images) = context.Items[s_nonceKey] is string nonce ? ($" 'nonce-{nonce}' {EmptyStyle}", " blob:") : ("", "");
        return $"default-src 'none'; script-src {_scriptSources}; style-src 'self'{styles}; img-src 'self' data:{images}; font-src 'self'; "
            + $"connect-src 'self'{SocketSources(context.Request.Host)}{_azure}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }
}
