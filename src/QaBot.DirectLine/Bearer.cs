using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace QaBot.DirectLine;

internal static class Bearer
{
    /// <returns>The token of the Authorization header; null when there is none, or of another scheme.</returns>
    public static string? Token(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && !string.IsNullOrEmpty(header.Parameter)
            ? header.Parameter
            : null;
}
