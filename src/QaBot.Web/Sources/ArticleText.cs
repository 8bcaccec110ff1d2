using System.Text;
using Microsoft.AspNetCore.Html;

namespace QaBot.Web.Sources;

/// <summary>An article's text as HTML text, such that a browser's <c>textContent</c> is the same text again, unit by unit.</summary>
/// <remarks>
/// HTML has no way to say a NUL or half a surrogate pair; both become U+FFFD, so that offsets hold. Character references stand only
/// where they must: those of U+0080 to U+009F mean other characters.
/// </remarks>
public static class ArticleText
{
    public static IHtmlContent Encode(ReadOnlySpan<char> text)
    {
        var html = new StringBuilder(text.Length + (text.Length / 16));
        for (var rest = text; rest.Length > 0;)
        {
            var plain = rest.IndexOfAny("&<>\r\0");
            html.Append(plain < 0 ? rest : rest[..plain]);
            if (plain < 0)
                break;
            html.Append(Reference(rest[plain]));
            rest = rest[(plain + 1)..];
        }

        return new HtmlString(html.ToString());
    }

    private static string Reference(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '\r' => "&#13;",
        _ => "\uFFFD",
    };
}
