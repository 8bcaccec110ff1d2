namespace QaBot.Passages;

/// <summary>Placeholder until the tokenizer is merged: four characters count as a token.</summary>
public sealed class TokenCounter
{
    private readonly int _charactersPerToken = 4;

    public void Preload() => _ = Count("");

    public int Count(string text) => Count(text.AsSpan());

    public int Count(ReadOnlySpan<char> text) => (text.Length + 3) / _charactersPerToken;

    public int IndexOfTokenCount(string text, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Math.Min(text.Length, maxTokens * _charactersPerToken);
    }
}
