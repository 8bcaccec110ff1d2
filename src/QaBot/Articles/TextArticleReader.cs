namespace QaBot.Articles;

/// <summary>Plain text.</summary>
public sealed class TextArticleReader : ArticleReader
{
    public override IReadOnlyList<string> Extensions { get; } = [".txt", ".text"];

    public override bool IsPlainText => true;

    protected override ValueTask<ArticleContent> ReadContentAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var text = TextDecoder.Decode(bytes.Span, out var problem);
        return ValueTask.FromResult(text is null ? ArticleContent.Failure(problem!) : PlainTextStructure.Read(text));
    }
}
