using System.Net;
using Microsoft.Extensions.Options;

namespace QaBot.Web.Bot;

/// <summary>
/// Without an app id nobody can prove who they are: then only programs on this machine are served. What came through a proxy or a
/// tunnel, or from a web page elsewhere, is not from this machine even if it connects from here.
/// </summary>
public sealed class AnonymousPolicy(IConfiguration configuration, IOptions<BotOptions> options)
{
    private readonly bool _isSigned = !string.IsNullOrWhiteSpace(configuration["MicrosoftAppId"]);
    private readonly bool _allowsAll = options.Value.AllowAnonymous;

    /// <returns>Why the request must be refused, for its sender; null when it may go on.</returns>
    public string? Refuse(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_isSigned || _allowsAll)
            return null;
        var problem = Problem(context);
        return problem is null
            ? null
            : $"{problem} Without a MicrosoftAppId only requests from this machine are served; set MicrosoftAppId, or {BotOptions.Section}:{nameof(BotOptions.AllowAnonymous)} to serve everyone.";
    }

    private static string? Problem(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
            return "The request comes from another machine.";
        if (context.Request.Headers.Keys.FirstOrDefault(IsForwarding) is { } header)
            return $"The request was forwarded (header {header}).";
        return Uri.TryCreate(context.Request.Headers.Origin, UriKind.Absolute, out var origin) && !origin.IsLoopback
            ? "The request comes from a web page of another site."
            : null;
    }

    private static bool IsForwarding(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Via", StringComparison.OrdinalIgnoreCase);
}
