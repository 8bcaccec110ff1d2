using System.Text.Json;
using AngleSharp.Dom;

namespace QaBot.Articles;

/// <summary>What a page states about itself: meta elements, the <c>og:</c> and <c>article:</c> vocabularies, schema.org in JSON-LD, its heading.</summary>
internal sealed record HtmlMetadata(string? Title, string? Author, string? Publisher, string? Date)
{
    public static HtmlMetadata Read(IDocument document)
    {
        var linked = LinkedData(document);
        return new HtmlMetadata(
            Meta(document, "og:title", "citation_title", "dc.title") ?? Words(document.QuerySelector("main h1, article h1")) ?? Words(document.QuerySelector("h1")) ?? linked?.Title ?? Stated(document.Title),
            Meta(document, "author", "article:author", "citation_author", "dc.creator") ?? linked?.Author,
            Meta(document, "og:site_name", "publisher", "citation_publisher", "dc.publisher") ?? linked?.Publisher,
            Meta(document, "article:published_time", "date", "citation_publication_date", "dc.date") ?? linked?.Date
                ?? Stated(document.QuerySelector("article time[datetime], main time[datetime]")?.GetAttribute("datetime")));
    }

    private static string? Meta(IDocument document, params string[] names) => names
        .Select(name => document.QuerySelectorAll("meta[content]").FirstOrDefault(meta =>
            name.Equals(meta.GetAttribute("property") ?? meta.GetAttribute("name"), StringComparison.OrdinalIgnoreCase)))
        .Select(meta => Stated(meta?.GetAttribute("content")))
        .FirstOrDefault(value => value is not null && !value.StartsWith("http", StringComparison.OrdinalIgnoreCase));

    private static HtmlMetadata? LinkedData(IDocument document)
    {
        foreach (var script in document.QuerySelectorAll("script[type='application/ld+json']"))
        {
            try
            {
                using var json = JsonDocument.Parse(script.TextContent);
                if (Things(json.RootElement).FirstOrDefault(thing => thing.TryGetProperty("headline", out _)) is { ValueKind: JsonValueKind.Object } thing)
                    return new HtmlMetadata(Name(thing, "headline"), Name(thing, "author"), Name(thing, "publisher"), Name(thing, "datePublished"));
            }
            catch (JsonException)
            {
                // Scripts on pages are often broken; the page's other statements remain.
            }
        }

        return null;
    }

    private static IEnumerable<JsonElement> Things(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root.EnumerateArray().SelectMany(Things),
        JsonValueKind.Object => root.TryGetProperty("@graph", out var graph) ? Things(graph).Prepend(root) : [root],
        _ => [],
    };

    private static string? Name(JsonElement thing, string property) => thing.TryGetProperty(property, out var value) ? Name(value) : null;

    private static string? Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Stated(value.GetString()),
        JsonValueKind.Object => Name(value, "name"),
        JsonValueKind.Array => Stated(string.Join(", ", value.EnumerateArray().Select(Name).OfType<string>())),
        _ => null,
    };

    private static string? Words(IElement? element) => Stated(element?.TextContent);

    private static string? Stated(string? value)
    {
        var words = string.Join(' ', (value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length > 0 ? words : null;
    }
}
