namespace QaBot.Articles;

/// <summary>A paragraph of plain text while its role is being found out.</summary>
/// <param name="AfterBlank">A blank line, or the text's start, stands before it.</param>
/// <param name="StandsAlone">Blank lines, or the text's ends, stand on both sides.</param>
internal sealed record TextParagraph(string Text, TextSpan Span, int LineCount, bool AfterBlank, bool StandsAlone, BlockKind Kind)
{
    public ReadOnlySpan<char> Words => Text.AsSpan(Span.Start, Span.Length);

    public int Length => Span.Length;

    public bool IsSingleSentence => SentenceSplitter.Split(Text, Span).Count == 1;

    public bool EndsSentence => LastMark is '.' or '!' or '?' or '…' or '。' or '！' or '？';

    public bool EndsClause => LastMark is ',' or ';' or ':' or '-' or '–' or '—';

    /// <summary>Running text: it ends like a sentence and is longer than a headline's line.</summary>
    public bool IsProse => EndsSentence && (Length >= 60 || LineCount > 1 || !IsSingleSentence);

    /// <summary>One line that names something rather than say it: a title, a heading, a link to another story.</summary>
    public bool IsHeadline(int maxLength) =>
        Kind == BlockKind.Paragraph && LineCount == 1 && Length <= maxLength && Length >= 3 && IsSingleSentence && !EndsClause
        && (LastMark == '?' || !EndsSentence) && StartsLikeHeadline && Words.ContainsAnyInRange('A', 'z');

    public int WordCount => Tokens.Count;

    public IReadOnlyList<string> Tokens => Text.Slice(Span).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private bool StartsLikeHeadline => Words.TrimStart("“‘\"'«¿¡([") is [var first, ..] && (char.IsUpper(first) || char.IsDigit(first) || char.IsSurrogate(first));

    private char LastMark => Words.TrimEnd("”’\"'»)]") is [.., var last] ? last : Words[^1];
}
