using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace QaBot.Articles;

/// <summary>Markdown; the article's text is the file as it stands, marks and all.</summary>
public sealed class MarkdownArticleReader : ArticleReader
{
    private readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().UseYamlFrontMatter().UsePipeTables().Build();

    public override IReadOnlyList<string> Extensions { get; } = [".md", ".markdown"];

    public override bool IsPlainText => true;

    protected override ValueTask<ArticleContent> ReadContentAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var text = TextDecoder.Decode(bytes.Span, out var problem);
        return ValueTask.FromResult(text is null ? ArticleContent.Failure(problem!) : Read(text));
    }

    private ArticleContent Read(string text)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(text, _pipeline);
        }
        catch (ArgumentException)
        {
            // Nested deeper than the parser goes: no document that a person wrote, but its words can be read.
            return PlainTextStructure.Read(text);
        }

        var stated = document is [YamlFrontMatterBlock yaml, ..] ? FrontMatter.Parse(yaml.Lines.ToString()) : FrontMatter.Parse("");
        return new ArticleContent(text, BlockCover.Complete(text, Blocks(text, document, BlockKind.Paragraph)))
        {
            Title = stated.Title ?? FirstHeading(document),
            Author = stated.Author,
            Publisher = stated.Publisher,
            Date = stated.Date,
        };
    }

    private static IEnumerable<ArticleBlock> Blocks(string text, ContainerBlock container, BlockKind paragraphs)
    {
        foreach (var block in container)
        {
            if (block is Table table)
            {
                foreach (var row in Rows(text, Span(table)))
                    yield return row;
            }
            else if (block is ContainerBlock inner)
            {
                foreach (var part in Blocks(text, inner, inner is ListItemBlock ? BlockKind.ListItem : paragraphs))
                    yield return part;
            }
            else if (!block.Span.IsEmpty)
            {
                var heading = block as HeadingBlock;
                yield return new ArticleBlock(heading is null ? Span(block) : Lines(text, Span(block)), KindOf(block, paragraphs), heading?.Level ?? 0);
            }
        }
    }

    private static BlockKind KindOf(Block block, BlockKind paragraphs) => block switch
    {
        HeadingBlock => BlockKind.Heading,
        YamlFrontMatterBlock or ThematicBreakBlock or LinkReferenceDefinition => BlockKind.Boilerplate,
        HtmlBlock { Type: HtmlBlockType.Comment or HtmlBlockType.ScriptPreOrStyle } => BlockKind.Boilerplate,
        CodeBlock => BlockKind.Preformatted,
        _ => paragraphs,
    };

    /// <summary>A table's lines; the one of dashes belongs to the head.</summary>
    private static IEnumerable<ArticleBlock> Rows(string text, TextSpan table)
    {
        var lines = TextLine.Read(text.Slice(table)).Select(line => line.Span.Shift(table.Start)).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            var hasRule = i + 1 < lines.Count && text.AsSpan(lines[i + 1].Start, lines[i + 1].Length).IndexOfAnyExcept("|-: \t") < 0;
            yield return new ArticleBlock(hasRule ? lines[i].Union(lines[++i]) : lines[i], BlockKind.TableRow);
        }
    }

    private static string? FirstHeading(MarkdownDocument document)
    {
        var content = document.Where(block => block is not YamlFrontMatterBlock and not HtmlBlock).ToList();
        var heading = content.OfType<HeadingBlock>().FirstOrDefault(heading => heading.Level == 1) ?? content.FirstOrDefault() as HeadingBlock;
        var title = heading?.Inline is { } inline ? string.Concat(inline.Descendants().Select(Words)).Trim() : "";
        return title.Length > 0 ? title : null;
    }

    private static string Words(MarkdownObject inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline => " ",
        _ => "",
    };

    /// <summary>With the marks that close a heading.</summary>
    private static TextSpan Lines(string text, TextSpan heading)
    {
        var rest = text.AsSpan(heading.End).IndexOfAny('\n', '\r');
        return new TextSpan(heading.Start, rest < 0 ? text.Length : heading.End + rest);
    }

    private static TextSpan Span(Block block) => new(block.Span.Start, block.Span.End + 1);
}
