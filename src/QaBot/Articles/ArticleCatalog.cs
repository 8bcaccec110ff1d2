using QaBot.Passages;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace QaBot.Articles;

/// <summary>
/// The optional <c>catalog.yaml</c> of a corpus folder: file name → <c>title, author, publisher, date, aliases</c>, which override what
/// is found in the text.
/// </summary>
public sealed class ArticleCatalog
{
    public const string FileName = "catalog.yaml";

    private readonly Dictionary<string, CatalogEntry> _entries;

    private ArticleCatalog(Dictionary<string, CatalogEntry> entries) => _entries = entries;

    public static ArticleCatalog Empty { get; } = new([]);

    /// <summary>The files that it names.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>What it states about a file; null when nothing.</summary>
    public CatalogEntry? this[string name] => _entries.GetValueOrDefault(name);

    /// <returns>The catalog in a file; an empty one when there is no such file.</returns>
    /// <exception cref="CorpusException">It is not as described above; the message gives the line.</exception>
    public static ArticleCatalog Read(string path)
    {
        try
        {
            return File.Exists(path) ? Parse(File.ReadAllText(path)) : Empty;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CorpusException($"It cannot be read: {failure.Message}", failure);
        }
    }

    /// <exception cref="CorpusException">The text is no catalog.</exception>
    public static ArticleCatalog Parse(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException failure)
        {
            throw new CorpusException($"Line {failure.Start.Line}: {failure.Message}", failure);
        }

        var entries = new Dictionary<string, CatalogEntry>(StringComparer.Ordinal);
        if (stream.Documents.Count == 0 || IsNull(stream.Documents[0].RootNode))
            return Empty;
        foreach (var (key, value) in Mapping(stream.Documents[0].RootNode, "the catalog"))
            entries[Scalar(key, "a file name") ?? ""] = Entry(Mapping(value, $"'{key}'"));
        return new ArticleCatalog(entries);
    }

    private static CatalogEntry Entry(YamlMappingNode fields)
    {
        var entry = new CatalogEntry(null, null, null, null, []);
        foreach (var (key, value) in fields)
        {
            entry = Scalar(key, "a key") switch
            {
                "title" => entry with { Title = Scalar(value, "title") },
                "author" => entry with { Author = Scalar(value, "author") },
                "publisher" => entry with { Publisher = Scalar(value, "publisher") },
                "date" => entry with { Date = Scalar(value, "date") },
                "aliases" => entry with { Aliases = List(value) },
                var unknown => throw Wrong(key, $"'{unknown}' is not one of title, author, publisher, date, aliases."),
            };
        }

        return entry;
    }

    private static IReadOnlyList<string> List(YamlNode node) => node is YamlSequenceNode sequence
        ? [.. sequence.Select(item => Scalar(item, "an alias")).OfType<string>()]
        : throw Wrong(node, "'aliases' must be a list.");

    private static YamlMappingNode Mapping(YamlNode node, string what) =>
        node as YamlMappingNode ?? throw Wrong(node, $"{what} must be a mapping of keys to values.");

    private static string? Scalar(YamlNode node, string what) => node switch
    {
        _ when IsNull(node) => null,
        YamlScalarNode { Value: var value } => value,
        _ => throw Wrong(node, $"{what} must be text."),
    };

    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    private static CorpusException Wrong(YamlNode node, string problem) => new($"Line {node.Start.Line}: {problem}");
}
