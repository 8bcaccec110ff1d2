using QaBot.Web.Bot;

namespace QaBot.Web.Security;

/// <summary>
/// Gives requests that come through <c>PublicUrl</c> its scheme and host. A proxy that ends TLS passes on neither the scheme nor, with some,
/// the host; without them cookies would not be secure, the page could not open its stream and would be taken for another site's.
/// </summary>
/// <remarks>
/// What browsers say of the page decides, not headers of the proxy, which need configuring to be trusted: the host where it is passed on,
/// else Origin, else the Referer of a request that the browser calls same-origin. None of them opens anything that is closed without it.
/// </remarks>
public sealed class PublicAddress(RequestDelegate next, PublicUrl publicUrl)
{
    // As browsers write it: names of other scripts in Punycode, a default port left out.
    private readonly Uri? _address = publicUrl.Value is { } url ? new UriBuilder(url) { Host = url.IdnHost }.Uri : null;

    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_address is not null && IsThrough(context.Request, _address))
            (context.Request.Scheme, context.Request.Host) = (_address.Scheme, new HostString(_address.Authority));
        return next(context);
    }

    /// <summary>Whether both have the same scheme, host and port, whatever follows.</summary>
    public static bool IsSame(string? url, Uri address) =>
        Uri.TryCreate(url, UriKind.Absolute, out var other)
        && Uri.Compare(other, address, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsThrough(HttpRequest request, Uri address) =>
        request.Host == new HostString(address.Authority)
        || IsSame(request.Headers.Origin, address)
        || (request.Headers["Sec-Fetch-Site"] == "same-origin" && IsSame(request.Headers.Referer, address));
}
