using System.Net;

namespace QaBot.Web.Security;

/// <summary>Does a request come from a program on this machine?</summary>
/// <remarks>What came through a proxy or a tunnel, or from a web page elsewhere, does not, even if it connects from here.</remarks>
public static class LocalRequest
{
    /// <returns>Why the request does not come from this machine, in one sentence; null when it does.</returns>
    public static string? Problem(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
            return "The request comes from another machine.";
        if (context.Request.Headers.Keys.FirstOrDefault(IsForwarding) is { } header)
            return $"The request was forwarded (header {header}).";
        return Uri.TryCreate(context.Request.Headers.Origin, UriKind.Absolute, out var origin) && !origin.IsLoopback
            ? "The request comes from a web page of another site."
            : null;
    }

    /// <returns>Why a page cannot be served as to this machine: its <see cref="Problem"/>, or the name that it was asked for under; null when it can.</returns>
    public static string? PageProblem(HttpContext context) =>
        Problem(context) ?? (NamesThisMachine(context.Request) ? null : "The address does not name this machine as localhost or 127.0.0.1.");

    /// <summary>Does the request name this machine as its host? A page of another site whose name was made to point here names that site.</summary>
    public static bool NamesThisMachine(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var host = request.Host.Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    private static bool IsForwarding(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        // What ASP.NET leaves where it was told to believe the former.
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Via", StringComparison.OrdinalIgnoreCase);
}
