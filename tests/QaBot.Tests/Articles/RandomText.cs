using FsCheck;
using FsCheck.Fluent;

namespace QaBot.Tests.Articles;

/// <summary>Texts made of whatever decides about sentences, paragraphs and headings, in any order, and of odd Unicode.</summary>
public sealed record RandomText(string Value)
{
    private static readonly string[] Fragments =
    [
        " ", " ", " ", "\n", "\n", "\n\n", "\r\n", "\r", "\t", "\u00A0", "\f", "\u2028", ".", ".", ".", "!", "?", "?!", "…", "...", "。", "！", ",", ":", ";",
        "“", "”", "\"", "'", "’", "‘", "«", "»", "(", ")", "[", "]", "[12]", "{", "¿", "¡", "- ", "* ", "• ", "1. ", "12. ", "a) ", "#", "# ", "|", "||",
        "U.S.", "U.S", "Mr.", "Gen.", "Inc.", "No.", "No. 5", "e.g.", "i.e.", "J.", "Ph.D.", "a.m.", "Oct. 16", "$1.6 billion", "2012–18", "3.5", "7", "1999",
        "The", "In", "It", "A", "I", "the", "and", "word", "Word", "WORDS", "López", "Obrador", "https://example.org/a.b?c=d.", "x@y.org", "Source: ", "By ",
        "Skip to content", "Be the first to comment", "Credit: Ann Lee", "(Ann Lee/AP)", "😀", "👩‍👩‍👧", "e\u0301", "中文", "日本語。", "Привет", "שלום", "\uD83D", "\uDE00", "\u200B",
        "A short heading", "This is a whole sentence of a paragraph that goes on for quite a few words, and then it ends.", "\u0001", "\u0085",
    ];

    public static Arbitrary<RandomText> Arbitrary() =>
        Arb.From(Gen.Elements(Fragments).ListOf().Select(parts => new RandomText(string.Concat(parts))), Shrink);

    public override string ToString() => string.Concat(Value.Select(c => c is < ' ' or > '~' ? $"\\u{(int)c:X4}" : c.ToString()));

    private static IEnumerable<RandomText> Shrink(RandomText text)
    {
        for (var length = text.Value.Length / 2; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= text.Value.Length; start += length)
                yield return new RandomText(text.Value.Remove(start, length));
        }
    }
}
