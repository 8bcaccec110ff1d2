using Microsoft.Extensions.Options;

namespace QaBot.Web.Security;

/// <summary>The pages and the local Direct Line know no users: unless <c>Web:Public</c> is set, only this machine is served.</summary>
public sealed class LocalOnlyPolicy(IOptions<WebOptions> options)
{
    private readonly bool _isPublic = options.Value.Public;

    /// <returns>Why the request must be refused, for its sender; null when it may go on.</returns>
    public string? Refuse(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_isPublic)
            return null;
        var problem = LocalRequest.PageProblem(context);
        return problem is null
            ? null
            : $"{problem} Only requests from this machine are served here; set {WebOptions.Section}:{nameof(WebOptions.Public)} to true to serve everyone who reaches the address.";
    }
}
