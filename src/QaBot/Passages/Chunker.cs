using System.Globalization;
using QaBot.Articles;

namespace QaBot.Passages;

/// <summary>Cuts articles into passages. Thread-safe.</summary>
/// <remarks>
/// Sentences are packed greedily up to the target; a passage starts again with the last whole sentences of the one before it. Headings
/// and boilerplate end a passage, so that a passage is one unbroken stretch of content under one heading. A heading with nothing under it is content.
/// Tokens are counted once a sentence and added up.
/// </remarks>
public sealed class Chunker
{
    /// <summary>No usual text has more characters to a token; what is longer is cut before it is counted.</summary>
    private const int CharactersPerToken = 8;

    private readonly ChunkingOptions _options;
    private readonly TokenCounter _tokens;

    /// <exception cref="ArgumentException">The overlap is more than half the target.</exception>
    public Chunker(ChunkingOptions options, TokenCounter tokens)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tokens);
        if (options.OverlapTokens > options.TargetTokens / 2)
            throw new ArgumentException($"Chunking:OverlapTokens is {options.OverlapTokens}; it must be at most half of Chunking:TargetTokens ({options.TargetTokens}).", nameof(options));
        (_options, _tokens) = (options, tokens);
    }

    /// <summary>What the passages depend on besides the article: a change of it makes stored ones stale.</summary>
    internal string Fingerprint => string.Create(CultureInfo.InvariantCulture, $"{_options.TargetTokens}-{_options.OverlapTokens}");

    /// <returns>The article's passages in order; together they hold all its content but the headings. Empty when it has none.</returns>
    public IReadOnlyList<Passage> Chunk(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var passages = new List<Passage>();
        var headings = new HeadingPath(article);
        var section = new List<Sentence>();
        for (var i = 0; i < article.Blocks.Count; i++)
        {
            var block = article.Blocks[i];
            if (block.Kind is BlockKind.Boilerplate or BlockKind.Heading)
            {
                passages.AddRange(Pack(article, section, headings.Path));
                section.Clear();
            }

            if (block.Kind == BlockKind.Heading)
                headings.Enter(block);
            if (block.Kind != BlockKind.Boilerplate && (block.Kind != BlockKind.Heading || IsBare(article.Blocks, i)))
                section.AddRange(Sentences(article.Text, block));
        }

        passages.AddRange(Pack(article, section, headings.Path));
        return passages;
    }

    /// <summary>A heading that nothing stands under.</summary>
    private static bool IsBare(IReadOnlyList<ArticleBlock> blocks, int index)
    {
        var next = index + 1;
        while (next < blocks.Count && blocks[next].Kind == BlockKind.Boilerplate)
            next++;
        return next == blocks.Count || (blocks[next].Kind == BlockKind.Heading && blocks[next].HeadingLevel <= blocks[index].HeadingLevel);
    }

    private IEnumerable<Sentence> Sentences(string text, ArticleBlock block)
    {
        var spans = block.Kind is BlockKind.Paragraph or BlockKind.ListItem ? SentenceSplitter.Split(text, block.Span) : [block.Span];
        foreach (var span in spans)
        {
            var isShort = span.Length <= _options.TargetTokens * CharactersPerToken;
            var tokens = isShort ? _tokens.Count(text.AsSpan(span.Start, span.Length)) : int.MaxValue;
            if (tokens <= _options.TargetTokens)
            {
                yield return new Sentence(span, tokens);
                continue;
            }

            foreach (var piece in Pieces(text, span))
                yield return piece;
        }
    }

    /// <summary>Cuts what is longer than a passage at white space, else between text elements.</summary>
    private IEnumerable<Sentence> Pieces(string text, TextSpan span)
    {
        for (var rest = span; !rest.IsEmpty;)
        {
            var window = text.Substring(rest.Start, Math.Min(rest.Length, _options.TargetTokens * CharactersPerToken));
            var fitting = _tokens.IndexOfTokenCount(window, _options.TargetTokens);
            var length = fitting >= rest.Length ? rest.Length : CutBefore(text, rest, Math.Max(1, fitting));
            var piece = new TextSpan(rest.Start, rest.Start + length).Trim(text);
            if (!piece.IsEmpty)
                yield return new Sentence(piece, _tokens.Count(text.AsSpan(piece.Start, piece.Length)));
            rest = new TextSpan(rest.Start + length, rest.End);
        }
    }

    /// <summary>The length of the longest beginning of <paramref name="rest"/>, at most <paramref name="length"/>, that ends well.</summary>
    private static int CutBefore(string text, TextSpan rest, int length)
    {
        var half = length / 2;
        for (var i = length; i > half; i--)
        {
            if (char.IsWhiteSpace(text[rest.Start + i]))
                return i;
        }

        var end = 0;
        while (end < length)
        {
            var element = StringInfo.GetNextTextElementLength(text.AsSpan(rest.Start + end, Math.Min(rest.Length - end, length - end + 64)));
            if (end + element > length)
                break;
            end += element;
        }

        // A text element that alone is longer (marks piled on a letter) is cut between its code points.
        if (end > 0)
            return end;
        return char.IsLowSurrogate(text[rest.Start + length]) && char.IsHighSurrogate(text[rest.Start + length - 1])
            ? Math.Max(length - 1, 2)
            : length;
    }

    private IEnumerable<Passage> Pack(Article article, List<Sentence> sentences, string? heading)
    {
        var ranges = new List<(int Start, int End)>();
        for (var start = 0; start < sentences.Count;)
        {
            var first = ranges.Count == 0 ? 0 : OverlapStart(sentences, ranges[^1].Start, start, sentences[start].Tokens);
            var end = FillEnd(sentences, first, start);
            var isShortTail = ranges.Count > 0 && end == sentences.Count && Tokens(sentences, start, end) < _options.TargetTokens / 4;
            if (isShortTail)
                ranges[^1] = (ranges[^1].Start, end);
            else
                ranges.Add((first, end));
            start = end;
        }

        foreach (var (start, end) in ranges)
        {
            var spans = sentences.GetRange(start, end - start).ConvertAll(sentence => sentence.Span);
            yield return new Passage(article, spans[0].Union(spans[^1]), spans, heading, Tokens(sentences, start, end));
        }
    }

    /// <summary>Where a passage whose first new sentence is <paramref name="start"/> begins: some sentences earlier, if they fit.</summary>
    private int OverlapStart(List<Sentence> sentences, int previousStart, int start, int tokens)
    {
        var first = start;
        var overlap = 0;
        while (first - 1 > previousStart
               && overlap + sentences[first - 1].Tokens <= _options.OverlapTokens
               && overlap + sentences[first - 1].Tokens + tokens <= _options.TargetTokens)
            overlap += sentences[--first].Tokens;
        return first;
    }

    private int FillEnd(List<Sentence> sentences, int first, int start)
    {
        var end = start + 1;
        var tokens = Tokens(sentences, first, end);
        while (end < sentences.Count && tokens + sentences[end].Tokens <= _options.TargetTokens)
            tokens += sentences[end++].Tokens;
        return end;
    }

    private static int Tokens(List<Sentence> sentences, int start, int end)
    {
        var sum = 0;
        for (var i = start; i < end; i++)
            sum += sentences[i].Tokens;
        return sum;
    }

    private readonly record struct Sentence(TextSpan Span, int Tokens);
}
