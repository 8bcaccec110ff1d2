using System.Security.Cryptography;
using System.Text;
using QaBot.Passages;

namespace QaBot.Embeddings;

/// <summary>The text that stands for a passage when it is embedded.</summary>
/// <remarks>A passage says "it" of what only the title names, so title and headings go before its words; a title that it begins with is not said twice.</remarks>
internal static class EmbeddingText
{
    public static string Of(Passage passage, string prefix)
    {
        var text = new StringBuilder(prefix);
        foreach (var above in new[] { passage.Article.Title, passage.Heading })
        {
            if (!string.IsNullOrWhiteSpace(above) && !passage.Text.StartsWith(above, StringComparison.Ordinal))
                text.Append(above).Append('\n');
        }

        return text.Append(passage.Text).ToString();
    }

    /// <summary>The first 128 bits of its SHA-256.</summary>
    public static UInt128 HashOf(string text) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
