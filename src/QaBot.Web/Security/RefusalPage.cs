using System.Text.Encodings.Web;

namespace QaBot.Web.Security;

/// <summary>Says why a request is refused: to browsers as a page, to programs as plain text.</summary>
public static class RefusalPage
{
    /// <param name="title">Of the page; programs get the reason alone.</param>
    /// <param name="reason">In whole sentences, as text.</param>
    /// <param name="link">Where the page leads on to, and how it is called; null for nowhere.</param>
    public static Task WriteAsync(HttpContext context, int status, string title, string reason, (string Url, string Words)? link = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var answer = AcceptsPages(context.Request)
            ? Results.Text(Page(title, reason, link), "text/html; charset=utf-8", statusCode: status)
            : Results.Text(reason, statusCode: status);
        return answer.ExecuteAsync(context);
    }

    public static bool AcceptsPages(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }

    private static string Page(string title, string reason, (string Url, string Words)? link) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)} – QaBot</title>
        <link rel="stylesheet" href="/theme.css">
        <link rel="stylesheet" href="/pages.css">
        </head>
        <body>
        <main>
        <h1>{Encode(title)}</h1>
        <p>{Encode(reason)}</p>
        {(link is var (url, words) ? $"<p><a href=\"{Encode(url)}\">{Encode(words)}</a></p>" : "")}
        </main>
        </body>
        </html>

        """;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
