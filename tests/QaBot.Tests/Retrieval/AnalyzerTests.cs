using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using QaBot.Articles;
using QaBot.Retrieval;

namespace QaBot.Tests.Retrieval;

public sealed class AnalyzerTests
{
    private static readonly string[] Pieces =
    [
        "U.S.", "US", "us", "Mérida", "H-2", "1,600", "$1.6", "2012–18", "70%", "it's", "don’t", "l’État", "日本", "カナ", "한국", "😀", "𝐀𝐁", "\uD800", "\uDC00",
        " ", ".", ",", "'", "’", "-", "\u2011", "a", "B", "s", "ing", "9", "1990s", "C++", "C#", "ﬃ", "ß", "e\u0301", "\u00AD", "x₂", "\t\n", "ﬁ", "İ", "٣", "Ａ",
    ];

    private readonly Analyzer _analyzer = new();

    [Theory]
    [InlineData("Mérida", "Merida")]
    [InlineData("Me\u0301rida", "MERIDA")]
    [InlineData("Łódź", "lodz")]
    [InlineData("ﬁnancial", "financial")]
    [InlineData("Straße", "strasse")]
    [InlineData("Ｈｅｌｌｏ", "hello")]
    [InlineData("CO₂", "co2")]
    [InlineData("٧٥١", "751")]
    [InlineData("Ὀδυσσεύς", "οδυσσευσ")]
    [InlineData("hy\u00ADphen", "hyphen")]
    [InlineData("O’Brien", "O'Brien")]
    [InlineData("Mexico’s", "Mexico")]
    [InlineData("presidents'", "president")]
    [InlineData("U.S.", "US")]
    [InlineData("U.S.’s", "US")]
    [InlineData("Washington, D.C.", "Washington DC")]
    [InlineData("H-2", "H2")]
    [InlineData("F\u201116", "F-16")]
    [InlineData("1,600", "1600")]
    [InlineData("1,234,567.89", "1234567.89")]
    [InlineData("the 1990s", "the 1990's")]
    [InlineData("bilateral-security", "bilateral security")]
    [InlineData("arrests", "arrested")]
    [InlineData("2012–18", "2012 18")]
    [InlineData("70%", "70")]
    [InlineData("$1.6 billion", "1.6 billion")]
    public void Different_spellings_give_the_same_terms(string left, string right) => Assert.Equal(Terms(left), Terms(right));

    [Theory]
    [InlineData("1.6", "16")]
    [InlineData("1,60", "160")]
    [InlineData("C++", "C")]
    [InlineData("C#", "C")]
    [InlineData("news", "new")]
    [InlineData("well", "we'll")]
    public void Different_words_stay_apart(string left, string right) => Assert.NotEqual(Terms(left), Terms(right));

    [Fact]
    public void Numbers_keep_their_digits() =>
        Assert.Equal(["751", "1.6", "2012", "18", "70", "20th", "p53"], Terms("751, $1.6, 2012–18, 70%, 20th. p53"));

    [Fact]
    public void Scripts_without_spaces_are_split_into_characters() => Assert.Equal(["日", "本", "語", "한", "국"], Terms("日本語、한국"));

    [Fact]
    public void The_country_is_no_stop_word_and_the_pronoun_is() =>
        Assert.Equal([false, false, true], _analyzer.Analyze("U.S. US us").Select(token => token.IsStopWord));

    [Fact]
    public void A_question_without_topic_has_stop_words_only() =>
        Assert.All(_analyzer.Analyze("What is it, and why don’t they do that? I’ll"), token => Assert.True(token.IsStopWord));

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("…!? – \"’")]
    [InlineData("😀🎉\uD83D")]
    public void Text_without_words_gives_none(string text) => Assert.Empty(_analyzer.Analyze(text));

    [Fact]
    public void A_word_stands_at_its_span()
    {
        const string text = "In Mérida, “U.S.-Mexico” trade’s worth $1,600.50";
        Assert.Equal(["In", "Mérida", "U.S.", "Mexico", "trade", "worth", "1,600.50"], _analyzer.Analyze(text).Select(token => text.Slice(token.Span)));
    }

    [Fact]
    public void A_very_long_run_of_letters_is_one_word()
    {
        var token = Assert.Single(_analyzer.Analyze(new string('x', 1_000_000)));
        Assert.Equal(1_000_000, token.Span.Length);
        Assert.InRange(token.Term.Length, 1, 100);
    }

    [Property(MaxTest = 1000)]
    public Property The_text_of_a_span_analyzed_alone_gives_the_same_term() => Prop.ForAll(OddTexts(), text =>
    {
        foreach (var token in _analyzer.Analyze(text))
            Assert.Equal(token.Term, Assert.Single(_analyzer.Analyze(text.Slice(token.Span))).Term);
    });

    [Property(MaxTest = 1000)]
    public Property Spans_are_in_order_and_never_overlap_or_are_empty() => Prop.ForAll(OddTexts(), text =>
    {
        var end = 0;
        foreach (var token in _analyzer.Analyze(text))
        {
            Assert.InRange(token.Span.Start, end, text.Length);
            Assert.False(token.Span.IsEmpty);
            Assert.NotEmpty(token.Term);
            end = token.Span.End;
        }
    });

    private static Arbitrary<string> OddTexts() =>
        Gen.OneOf(Gen.Elements(Pieces), Gen.Elements(Pieces), Gen.Choose(0, 0xFFFF).Select(code => ((char)code).ToString()))
            .ListOf().Select(string.Concat).ToArbitrary();

    private string[] Terms(string text) => [.. _analyzer.Analyze(text).Select(token => token.Term)];
}
