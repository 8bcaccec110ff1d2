using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace QaBot.Tests.StandIns.Tokenizers;

/// <summary>Texts of any valid Unicode, with the shapes that tokenizers stumble over more often than chance would have them.</summary>
public static class UnicodeTexts
{
    /// <summary>Shapes that js-tiktoken and the official tokenizer split alike.</summary>
    public static IReadOnlyList<string> Odd { get; } =
    [
        "👨‍👩‍👧‍👦 family", "🏳️‍🌈🏴‍☠️", "🤷🏽‍♀️ shrug", "👍🏿👍🏻", "1️⃣2️⃣", "🇲🇽🇺🇸", "⭐",
        "e\u0301te\u0301", "ñ n\u0303", "a\u0300\u0301\u0302b", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "किं पचति हिन्दी में", "ก็ไม่รู้", "ภาษาไทยไม่มีช่องว่าง",
        "العَرَبِيَّةُ لغة ١٢٣٤٥", "עִבְרִית שלום", "\u202eright to left\u202c", "你好，世界。", "東京タワー３３３メートル", "カタカナｶﾀｶﾅ", "한국어 조선말", "ქართული", "Ελληνικά ΣΊΣΥΦΟΣ",
        "no\u00a0break\u00a0\u00a0space", "$1.6\u00a0billion", "\u2003em\u3000wide\u2009thin", "zero\u200bwidth\u200djoin", "line\u2028para\u2029end",
        "a\r\nb\r\n\r\nc", "a\n\n\n  b", "\r\r\n\n", "tab\tand\t\ttabs\n\t", "   leading", "trailing   ", " ", "\n", "\t", "  \n  \n  ",
        "12345678901234567890", "1,234,567.89", "²³½Ⅷ", "v1.2.3-rc.4", "0x1F 1e-9", "3.14159265358979323846",
        "it's I'M we'll THEY'RE you've I'd DON'T o'clock", "it’s they’re", "'s 'tis", "camelCaseHTTPServerID", "McDONALD'S iPhone", "ALLCAPS lower MiXeD", "ǅungla ʰaspirate",
        "https://example.org/a/b?c=d&e=%20#f", "C:\\dir\\file.txt", "a//b///c", "----====____", "!!!???...…", "{\"a\":[1,2,{\"b\":null}]}", "<p>x &amp; y</p>",
        "x<|endoftext|>y", "<|endofprompt|>", "<|endoftext|><|endoftext|>", "<|endoftex|>", "<|fim_prefix|>", "\0\u0001\u001f\u007f", "\ufffd", "\ufb01ligature ﬃ", "Straße İstanbul ı ſ K",
    ];

    public static Arbitrary<string> Arbitrary()
    {
        var rune = Gen.OneOf(Gen.Choose(0x20, 0x7e), Gen.Choose(0, 0xd7ff), Gen.Choose(0xe000, 0x10ffff))
            .Select(value => new Rune(value).ToString());
        return Gen.OneOf(rune, Gen.Elements(Odd.AsEnumerable())).ListOf().Select(string.Concat).ToArbitrary();
    }
}
