namespace QaBot.Articles;

/// <summary>Makes blocks that a parser found cover a text: in order, disjoint, trimmed, and with only white space between them.</summary>
internal static class BlockCover
{
    /// <remarks>Characters between blocks, such as the marks of quotes and lists, go to the block that follows.</remarks>
    public static IReadOnlyList<ArticleBlock> Complete(string text, IEnumerable<ArticleBlock> found)
    {
        var blocks = new List<ArticleBlock>();
        var covered = 0;
        foreach (var block in found.OrderBy(block => block.Span))
        {
            var span = new TextSpan(covered, Math.Clamp(block.Span.End, covered, text.Length)).Trim(text);
            if (span.IsEmpty || block.Span.End <= covered)
                continue;
            blocks.Add(block with { Span = span });
            covered = span.End;
        }

        var rest = new TextSpan(covered, text.Length).Trim(text);
        if (!rest.IsEmpty)
            blocks.Add(new ArticleBlock(rest, BlockKind.Paragraph));
        return blocks;
    }
}
