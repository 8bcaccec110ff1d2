using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace QaBot.Articles;

/// <summary>What the YAML between the dashes at the start of a Markdown file states about it.</summary>
internal sealed record FrontMatter(string? Title, string? Author, string? Publisher, string? Date)
{
    /// <returns>Nothing stated when the text is no YAML mapping: then it says nothing that can be read.</returns>
    public static FrontMatter Parse(string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is [{ RootNode: YamlMappingNode fields }, ..])
                return new FrontMatter(Value(fields, "title"), Value(fields, "author", "authors"), Value(fields, "publisher", "source"), Value(fields, "date"));
        }
        catch (YamlException)
        {
        }

        return new FrontMatter(null, null, null, null);
    }

    private static string? Value(YamlMappingNode fields, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var value = fields.Children.TryGetValue(new YamlScalarNode(name), out var node) ? Text(node) : null;
            if (!string.IsNullOrWhiteSpace(value))
                return value.Trim();
        }

        return null;
    }

    private static string? Text(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value,
        YamlSequenceNode items => string.Join(", ", items.OfType<YamlScalarNode>().Select(item => item.Value)),
        _ => null,
    };
}
