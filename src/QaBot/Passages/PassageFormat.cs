using QaBot.Articles;

namespace QaBot.Passages;

/// <summary>Articles and passages as bytes. Offsets are written as distances, so that most take one or two bytes.</summary>
internal static class PassageFormat
{
    public static void Write(BinaryWriter output, Article article, IReadOnlyList<Passage> passages)
    {
        output.Write7BitEncodedInt(article.Text.Length);
        foreach (var stated in (ReadOnlySpan<string?>)[article.Title, article.Author, article.Publisher, article.Date])
            WriteOptional(output, stated);
        output.Write7BitEncodedInt(article.Blocks.Count);
        var at = 0;
        foreach (var block in article.Blocks)
        {
            at = WriteSpan(output, block.Span, at);
            output.Write((byte)block.Kind);
            output.Write((byte)block.HeadingLevel);
        }

        output.Write7BitEncodedInt(passages.Count);
        foreach (var passage in passages)
            WritePassage(output, passage);
    }

    /// <exception cref="IOException">The bytes end too early.</exception>
    /// <exception cref="ArgumentException">The offsets do not fit the text.</exception>
    /// <exception cref="FormatException">They are no such bytes.</exception>
    public static (Article Article, IReadOnlyList<Passage> Passages)? Read(BinaryReader input, string name, string hash, string text, CatalogEntry? entry)
    {
        if (input.Read7BitEncodedInt() != text.Length)
            return null;
        var read = new Article
        {
            Name = name,
            Text = text,
            ContentHash = hash,
            Title = ReadOptional(input),
            Author = ReadOptional(input),
            Publisher = ReadOptional(input),
            Date = ReadOptional(input),
            Blocks = ReadBlocks(input),
        };
        var article = entry?.ApplyTo(read) ?? read;
        var passages = new Passage[input.Read7BitEncodedInt()];
        for (var i = 0; i < passages.Length; i++)
            passages[i] = ReadPassage(input, article);
        return (article, passages);
    }

    private static void WritePassage(BinaryWriter output, Passage passage)
    {
        WriteSpan(output, passage.Span, 0);
        output.Write7BitEncodedInt(passage.TokenCount);
        WriteOptional(output, passage.Heading);
        output.Write7BitEncodedInt(passage.Sentences.Count);
        var at = passage.Span.Start;
        foreach (var sentence in passage.Sentences)
            at = WriteSpan(output, sentence, at);
    }

    private static Passage ReadPassage(BinaryReader input, Article article)
    {
        var span = ReadSpan(input, 0);
        var tokens = input.Read7BitEncodedInt();
        var heading = ReadOptional(input);
        var sentences = new TextSpan[input.Read7BitEncodedInt()];
        var at = span.Start;
        for (var i = 0; i < sentences.Length; i++)
        {
            sentences[i] = ReadSpan(input, at);
            at = sentences[i].End;
        }

        return new Passage(article, span, sentences, heading, tokens);
    }

    private static ArticleBlock[] ReadBlocks(BinaryReader input)
    {
        var blocks = new ArticleBlock[input.Read7BitEncodedInt()];
        var at = 0;
        for (var i = 0; i < blocks.Length; i++)
        {
            var span = ReadSpan(input, at);
            blocks[i] = new ArticleBlock(span, (BlockKind)input.ReadByte(), input.ReadByte());
            at = span.End;
        }

        return blocks;
    }

    private static int WriteSpan(BinaryWriter output, TextSpan span, int from)
    {
        output.Write7BitEncodedInt(span.Start - from);
        output.Write7BitEncodedInt(span.Length);
        return span.End;
    }

    private static TextSpan ReadSpan(BinaryReader input, int from)
    {
        var start = from + input.Read7BitEncodedInt();
        return new TextSpan(start, start + input.Read7BitEncodedInt());
    }

    private static void WriteOptional(BinaryWriter output, string? value)
    {
        output.Write(value is not null);
        if (value is not null)
            output.Write(value);
    }

    private static string? ReadOptional(BinaryReader input) => input.ReadBoolean() ? input.ReadString() : null;
}
