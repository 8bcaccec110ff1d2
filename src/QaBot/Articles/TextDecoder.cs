using System.Text;
using System.Text.Unicode;

namespace QaBot.Articles;

/// <summary>Decodes text files: UTF-8, or what a byte order mark says. The mark is no part of the text.</summary>
internal static class TextDecoder
{
    private const string Binary = "The file is binary, not text.";

    /// <summary>How many bytes are looked at to tell text from binary data.</summary>
    private const int SampleLength = 8192;

    /// <returns>The text, or null and the problem in one sentence.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes, out string? problem)
    {
        problem = null;
        if (MarkedEncoding(bytes) is not var (encoding, markLength))
            return DecodeUtf8(bytes, 0, out problem);
        if (encoding is null)
            return DecodeUtf8(bytes[markLength..], markLength, out problem);
        try
        {
            return Checked(encoding.GetString(bytes[markLength..]), out problem);
        }
        catch (DecoderFallbackException failure)
        {
            problem = $"The text is not valid {encoding.WebName.ToUpperInvariant()} at byte {markLength + failure.Index}.";
            return null;
        }
    }

    private static string? DecodeUtf8(ReadOnlySpan<byte> bytes, int offset, out string? problem)
    {
        if (!Utf8.IsValid(bytes))
        {
            problem = bytes[..Math.Min(bytes.Length, SampleLength)].Contains((byte)0)
                ? Binary
                : $"The text is not valid UTF-8 at byte {offset + FirstInvalid(bytes)}.";
            return null;
        }

        return Checked(Encoding.UTF8.GetString(bytes), out problem);
    }

    private static string? Checked(string text, out string? problem)
    {
        var sample = text.AsSpan(0, Math.Min(text.Length, SampleLength));
        var controls = 0;
        foreach (var c in sample)
            controls += char.IsControl(c) && !char.IsWhiteSpace(c) ? 1 : 0;
        // A stray control character, even NUL, is a slip in a text; many are another kind of file.
        problem = controls * 3 > sample.Length ? Binary : null;
        return problem is null ? text : null;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
            at += consumed;
        return at;
    }

    /// <summary>The encoding that a mark names, null for UTF-8, and the mark's length; null when there is no mark.</summary>
    private static (Encoding? Encoding, int MarkLength)? MarkedEncoding(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (null, 3),
        [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true), 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true), 4),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true), 2),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true), 2),
        _ => null,
    };
}
