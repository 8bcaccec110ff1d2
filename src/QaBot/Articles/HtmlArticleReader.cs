using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace QaBot.Articles;

/// <summary>Web pages: the article's text is what a reader of the page sees, without its navigation.</summary>
public sealed partial class HtmlArticleReader : ArticleReader
{
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal)
    {
        "script", "style", "noscript", "template", "head", "svg", "nav", "footer", "aside", "iframe", "object", "canvas", "audio", "video",
        "select", "button", "input", "textarea", "dialog", "option", "datalist",
    };

    private static readonly HashSet<string> LeftOutRoles = new(StringComparer.OrdinalIgnoreCase) { "navigation", "banner", "contentinfo", "complementary", "search" };

    private static readonly HashSet<string> Paragraphs = new(StringComparer.Ordinal)
    {
        "p", "div", "section", "article", "main", "blockquote", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "caption", "figure", "figcaption",
        "address", "details", "summary", "form", "fieldset", "legend", "header", "center", "body", "hr", "nav", "footer", "aside", "td", "th", "tr", "hgroup",
    };

    public override IReadOnlyList<string> Extensions { get; } = [".html", ".htm"];

    protected override ValueTask<ArticleContent> ReadContentAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var source = Decode(bytes.Span, out var problem);
        if (source is null)
            return ValueTask.FromResult(ArticleContent.Failure(problem!));
        using var document = new HtmlParser().ParseDocument(source);
        var text = new HtmlText();
        if (document.Body is { } body)
            Walk(body, text, cancellationToken);
        var content = text.ToContent();
        var stated = HtmlMetadata.Read(document);
        return ValueTask.FromResult(content with
        {
            Blocks = Boilerplate.Mark(content),
            Title = stated.Title,
            Author = stated.Author,
            Publisher = stated.Publisher,
            Date = stated.Date,
        });
    }

    /// <summary>UTF-8 or what a byte order mark says, else the encoding that the page itself declares.</summary>
    private static string? Decode(ReadOnlySpan<byte> bytes, out string? problem)
    {
        var text = TextDecoder.Decode(bytes, out problem);
        if (text is not null)
            return text;
        var declared = DeclaredCharset().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 2048)]));
        var encoding = declared.Success ? CodePagesEncodingProvider.Instance.GetEncoding(declared.Groups[1].Value) : null;
        if (encoding is null)
            return null;
        problem = null;
        return encoding.GetString(bytes);
    }

    /// <summary>Walks without recursion: pages may be nested deeper than the stack.</summary>
    private static void Walk(IElement root, HtmlText text, CancellationToken cancellationToken)
    {
        for (INode? node = root; node is not null;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var descends = Enter(node, text) && node.FirstChild is not null;
            if (descends)
            {
                node = node.FirstChild;
                continue;
            }

            Leave(node, text);
            while (node != root && node!.NextSibling is null)
            {
                node = node.Parent;
                Leave(node!, text);
            }

            node = node == root ? null : node.NextSibling;
        }
    }

    /// <returns>False to leave out what is inside.</returns>
    private static bool Enter(INode node, HtmlText text)
    {
        if (node is IText words)
            text.Append(words.Data);
        if (node is not IElement element)
            return false;
        if (IsLeftOut(element))
            return false;
        var name = element.LocalName;
        if (name is ['h', >= '1' and <= '6'])
            text.Begin(BlockKind.Heading, name[1] - '0');
        else if (name is "li" or "dt" or "dd")
            text.Begin(BlockKind.ListItem);
        else if (name == "pre")
            text.Begin(BlockKind.Preformatted);
        else if (name == "br")
            text.BreakLine();
        else if (name == "tr" && IsRow(element))
            text.BeginRow();
        else if (name is "td" or "th" && text.IsInRow)
            text.BeginCell();
        else if (Paragraphs.Contains(name))
            text.Begin(BlockKind.Paragraph);
        return true;
    }

    private static void Leave(INode node, HtmlText text)
    {
        if (node is not IElement { LocalName: var name })
            return;
        if (name == "tr")
            text.EndRow();
        else if (name is ['h', >= '1' and <= '6'] or "li" or "dt" or "dd" or "pre" || Paragraphs.Contains(name))
            text.End();
    }

    private static bool IsLeftOut(IElement element) =>
        LeftOut.Contains(element.LocalName) || element.HasAttribute("hidden")
        || (element.GetAttribute("role") is { } role && LeftOutRoles.Contains(role))
        || (element.LocalName == "header" && element.Closest("article, main") is null);

    /// <summary>Rows of data hold words; where they hold paragraphs or tables, the table only lays out the page.</summary>
    private static bool IsRow(IElement row) => row.QuerySelector("table, p, h1, h2, h3, h4, h5, h6, ul, ol, pre, blockquote") is null;

    [GeneratedRegex(@"charset\s*=\s*[""']?([\w-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex DeclaredCharset();
}
