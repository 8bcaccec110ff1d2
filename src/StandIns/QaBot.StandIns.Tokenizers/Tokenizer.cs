namespace Microsoft.ML.Tokenizers;

/// <summary>Turns text into token ids and back. Safe to use from several threads at once.</summary>
public abstract class Tokenizer
{
    private protected Tokenizer()
    {
    }

    public virtual Normalizer? Normalizer => null;

    public IReadOnlyList<int> EncodeToIds(string text, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text, int.MaxValue, out _, out _, considerPreTokenization, considerNormalization);

    public IReadOnlyList<int> EncodeToIds(ReadOnlySpan<char> text, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text, int.MaxValue, out _, out _, considerPreTokenization, considerNormalization);

    public IReadOnlyList<int> EncodeToIds(
        string text, int maxTokenCount, out string? normalizedText, out int charsConsumed,
        bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text.AsSpan(), maxTokenCount, out normalizedText, out charsConsumed, considerPreTokenization, considerNormalization);

    public IReadOnlyList<int> EncodeToIds(
        ReadOnlySpan<char> text, int maxTokenCount, out string? normalizedText, out int charsConsumed,
        bool considerPreTokenization = true, bool considerNormalization = true)
    {
        var ids = new List<int>();
        var input = Normalize(text, considerNormalization, out normalizedText);
        Encode(input, considerPreTokenization, maxTokenCount, (token, _) => ids.Add(token.Id), out charsConsumed);
        return ids;
    }

    public IReadOnlyList<EncodedToken> EncodeToTokens(
        string text, out string? normalizedText, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToTokens(text.AsSpan(), out normalizedText, considerPreTokenization, considerNormalization);

    public IReadOnlyList<EncodedToken> EncodeToTokens(
        ReadOnlySpan<char> text, out string? normalizedText, bool considerPreTokenization = true, bool considerNormalization = true)
    {
        var tokens = new List<EncodedToken>();
        var input = Normalize(text, considerNormalization, out normalizedText);
        Encode(
            input, considerPreTokenization, int.MaxValue,
            (token, all) => tokens.Add(new EncodedToken(token.Id, all[token.Start..token.End].ToString(), token.Start..token.End)), out _);
        return tokens;
    }

    public int CountTokens(string text, bool considerPreTokenization = true, bool considerNormalization = true) =>
        CountTokens(text.AsSpan(), considerPreTokenization, considerNormalization);

    public int CountTokens(ReadOnlySpan<char> text, bool considerPreTokenization = true, bool considerNormalization = true) =>
        Encode(Normalize(text, considerNormalization, out _), considerPreTokenization, int.MaxValue, null, out _);

    /// <summary>The end of the longest prefix of at most <paramref name="maxTokenCount"/> tokens.</summary>
    public int GetIndexByTokenCount(
        string text, int maxTokenCount, out string? normalizedText, out int tokenCount,
        bool considerPreTokenization = true, bool considerNormalization = true) =>
        GetIndexByTokenCount(text.AsSpan(), maxTokenCount, out normalizedText, out tokenCount, considerPreTokenization, considerNormalization);

    public int GetIndexByTokenCount(
        ReadOnlySpan<char> text, int maxTokenCount, out string? normalizedText, out int tokenCount,
        bool considerPreTokenization = true, bool considerNormalization = true)
    {
        var input = Normalize(text, considerNormalization, out normalizedText);
        tokenCount = Encode(input, considerPreTokenization, maxTokenCount, null, out var end);
        return end;
    }

    /// <summary>The start of the longest suffix of at most <paramref name="maxTokenCount"/> tokens.</summary>
    public int GetIndexByTokenCountFromEnd(
        string text, int maxTokenCount, out string? normalizedText, out int tokenCount,
        bool considerPreTokenization = true, bool considerNormalization = true) =>
        GetIndexByTokenCountFromEnd(
            text.AsSpan(), maxTokenCount, out normalizedText, out tokenCount, considerPreTokenization, considerNormalization);

    public int GetIndexByTokenCountFromEnd(
        ReadOnlySpan<char> text, int maxTokenCount, out string? normalizedText, out int tokenCount,
        bool considerPreTokenization = true, bool considerNormalization = true) =>
        FindSuffix(Normalize(text, considerNormalization, out normalizedText), considerPreTokenization, maxTokenCount, out tokenCount);

    /// <summary>Ids that no token has are passed over; bytes that are no UTF-8 become U+FFFD.</summary>
    public abstract string Decode(IEnumerable<int> ids);

    /// <returns>How many tokens the text up to <paramref name="end"/> has.</returns>
    private protected abstract int Encode(
        ReadOnlySpan<char> text, bool considerPreTokenization, int maxTokenCount, TokenSink? sink, out int end);

    private protected abstract int FindSuffix(ReadOnlySpan<char> text, bool considerPreTokenization, int maxTokenCount, out int tokenCount);

    private ReadOnlySpan<char> Normalize(ReadOnlySpan<char> text, bool considerNormalization, out string? normalizedText)
    {
        normalizedText = considerNormalization && !text.IsEmpty ? Normalizer?.Normalize(text) : null;
        return normalizedText is null ? text : normalizedText;
    }

    private protected delegate void TokenSink(TokenSpan token, ReadOnlySpan<char> text);
}
