namespace QaBot.Web.Bot;

/// <summary>
/// Decides what the links to sources in a reply start with: the setting <see cref="PublicUrl"/>, else, for users of this process's own
/// channel, the address that they reach it at. No other user could follow a link there.
/// </summary>
/// <param name="ownAddress">This process's own address; null while it is not known, or when it serves no pages.</param>
public sealed class SourceLinks(PublicUrl publicUrl, Func<Uri?> ownAddress)
{
    /// <param name="serviceUrl">The service address of the activity that is replied to.</param>
    /// <returns>Null for no links.</returns>
    public Uri? StartFor(string? serviceUrl)
    {
        if (publicUrl.Value is { } configured)
            return configured;
        return ownAddress() is { } own && Uri.TryCreate(serviceUrl, UriKind.Absolute, out var service) && Uri.Compare(
            service, own, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? own
            : null;
    }
}
