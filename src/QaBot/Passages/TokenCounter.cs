using Microsoft.ML.Tokenizers;

namespace QaBot.Passages;

/// <summary>Counts the tokens of texts in <c>o200k_base</c>, the encoding of OpenAI's current models. Thread-safe.</summary>
/// <remarks>
/// The tokenizer is loaded when it is first needed, which an index that is up to date never does. It can take quadratic time on
/// long runs without white space, or of nothing else, so these are cut into parts of at most <see cref="MaxRunLength"/> units,
/// each counted for itself: of such a run, which no prose has, the count can exceed the exact one by a few tokens a cut. All
/// other counts are the tokenizer's own.
/// </remarks>
public sealed class TokenCounter
{
    /// <summary>UTF-16 units; longer than any word, number or address that people write.</summary>
    public const int MaxRunLength = 512;

    private readonly Lazy<Tokenizer> _tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <summary>0 for an empty text.</summary>
    public int Count(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Count(text.AsSpan());
    }

    /// <inheritdoc cref="Count(string)"/>
    public int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (!text.IsEmpty)
        {
            var end = FindCut(text);
            count += _tokenizer.Value.CountTokens(text[..end]);
            text = text[end..];
        }
        return count;
    }

    /// <summary>
    /// The length in UTF-16 units of the longest prefix that ends between two tokens and whose <see cref="Count(string)"/> is at
    /// most <paramref name="maxTokens"/>; never inside a surrogate pair. 0 when not even the first character fits, the text's
    /// length when all of it does.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTokens"/> is negative.</exception>
    public int IndexOfTokenCount(string text, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokens);
        var index = IndexOfToken(text, maxTokens);
        // A prefix alone can split otherwise than with what follows ("it'" and "it'll").
        for (var fewer = maxTokens - 1; index < text.Length && Count(text.AsSpan(0, index)) > maxTokens; fewer--)
            index = IndexOfToken(text, fewer);
        return index;
    }

    private int IndexOfToken(ReadOnlySpan<char> text, int maxTokens)
    {
        var index = 0;
        while (index < text.Length && maxTokens > 0)
        {
            var part = text[index..(index + FindCut(text[index..]))];
            var taken = _tokenizer.Value.GetIndexByTokenCount(part, maxTokens, out _, out var tokens);
            index += taken;
            maxTokens -= tokens;
            if (taken < part.Length)
                break;
        }
        return index;
    }

    /// <summary>Where the first run that is too long is cut; the text's length without such a run.</summary>
    private static int FindCut(ReadOnlySpan<char> text)
    {
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            run = i > 0 && char.IsWhiteSpace(text[i]) == char.IsWhiteSpace(text[i - 1]) ? run + 1 : 1;
            if (run > MaxRunLength)
                return char.IsSurrogatePair(text[i - 1], text[i]) ? i - 1 : i;
        }
        return text.Length;
    }
}
