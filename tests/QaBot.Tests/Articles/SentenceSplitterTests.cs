using FsCheck.Xunit;
using QaBot.Articles;

namespace QaBot.Tests.Articles;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("It was late. He left. Nobody cared.", "It was late.", "He left.", "Nobody cared.")]
    [InlineData("Cooperation between the U.S. Drug Enforcement Administration and Mexico ended.")]
    [InlineData("Heroin flows into the U.S. The two countries share an interest.", "Heroin flows into the U.S.", "The two countries share an interest.")]
    [InlineData("Gen. Salvador Cienfuegos met Sen. Robert Menendez. Mr. Biden and Dr. Lee did not.", "Gen. Salvador Cienfuegos met Sen. Robert Menendez.", "Mr. Biden and Dr. Lee did not.")]
    [InlineData("Acme Inc. Chairman Jones resigned. He works for Beta Corp. The firm is new.", "Acme Inc. Chairman Jones resigned.", "He works for Beta Corp.", "The firm is new.")]
    [InlineData("He spoke to John F. Kennedy and J. R. R. Tolkien. They listened.", "He spoke to John F. Kennedy and J. R. R. Tolkien.", "They listened.")]
    [InlineData("See No. 5 and Fig. 3 for it. He said no. Then he left.", "See No. 5 and Fig. 3 for it.", "He said no.", "Then he left.")]
    [InlineData("Since 2008 it has spent $1.6 billion, e.g. on training. It was 3.5 percent in 2012–18. Fine.", "Since 2008 it has spent $1.6 billion, e.g. on training.", "It was 3.5 percent in 2012–18.", "Fine.")]
    [InlineData("It happened on Oct. 16 in Los Angeles. It was 5 p.m. In the end he left.", "It happened on Oct. 16 in Los Angeles.", "It was 5 p.m.", "In the end he left.")]
    [InlineData("“We prioritized the wrong thing.” He agreed.", "“We prioritized the wrong thing.”", "He agreed.")]
    [InlineData("\"Is it true?\" she asked. \"Yes!\" 'No.' They left.", "\"Is it true?\" she asked.", "\"Yes!\"", "'No.'", "They left.")]
    [InlineData("« Bonjour ! » Il partit.", "« Bonjour ! »", "Il partit.")]
    [InlineData("“Hay que irse”. ¿Por qué? ¡Porque sí! Fin.", "“Hay que irse”.", "¿Por qué?", "¡Porque sí!", "Fin.")]
    [InlineData("He paused… and went on. Then… Nothing. Really?! Yes.", "He paused… and went on.", "Then…", "Nothing.", "Really?!", "Yes.")]
    [InlineData("It works (see below.) It does. (It really does.) Fine.", "It works (see below.)", "It does.", "(It really does.)", "Fine.")]
    [InlineData("Read https://example.org/a.b?c=d. Then write to me@example.org. Bye.", "Read https://example.org/a.b?c=d.", "Then write to me@example.org.", "Bye.")]
    [InlineData("今日は晴れ。明日は雨！本当？「はい。」と言った。", "今日は晴れ。", "明日は雨！", "本当？", "「はい。」", "と言った。")]
    [InlineData("It grew.[12] The rest[3] did not.[4][5] Later it did.", "It grew.[12]", "The rest[3] did not.[4][5]", "Later it did.")]
    [InlineData("A paragraph that\nis wrapped in the U.S.\nArmy's way. Next.", "A paragraph that\nis wrapped in the U.S.\nArmy's way.", "Next.")]
    [InlineData("No full stop\n\nAnother paragraph", "No full stop", "Another paragraph")]
    [InlineData("Two things:\n- one thing\n- another thing", "Two things:", "- one thing", "- another thing")]
    [InlineData("1. The first item. 2. The second item.", "1. The first item.", "2. The second item.")]
    [InlineData("The law passed in 2018. The rest followed.", "The law passed in 2018.", "The rest followed.")]
    [InlineData("Yahoo! is a company. Its name ends in a mark.", "Yahoo! is a company.", "Its name ends in a mark.")]
    [InlineData("  \u00A0 It’s unclear.\u00A0 ", "It’s unclear.")]
    public void Sentences_end_where_a_reader_ends_them(string text, params string[] sentences) =>
        Assert.Equal(sentences.Length == 0 ? [text] : sentences, SentenceSplitter.Split(text).Select(text.Slice));

    [Fact]
    public void Nothing_but_white_space_has_no_sentence() => Assert.Empty(SentenceSplitter.Split(" \n\t\u00A0\r\n"));

    [Fact]
    public void A_range_beyond_the_text_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SentenceSplitter.Split("abc", new TextSpan(0, 4)));

    [Fact]
    public void Only_the_range_is_split()
    {
        var text = "One. Two. Three.";
        Assert.Equal(["Two.", "Th"], SentenceSplitter.Split(text, new TextSpan(5, 12)).Select(text.Slice));
    }

    [Property(Arbitrary = [typeof(RandomText)], MaxTest = 1000, EndSize = 60)]
    public void Splitting_a_sentence_again_gives_that_sentence(RandomText random)
    {
        foreach (var sentence in SentenceSplitter.Split(random.Value))
        {
            Assert.Equal([sentence], SentenceSplitter.Split(random.Value, sentence));
            var alone = random.Value.Slice(sentence);
            Assert.Equal([alone], SentenceSplitter.Split(alone).Select(alone.Slice));
        }
    }

    [Property(Arbitrary = [typeof(RandomText)], MaxTest = 1000, EndSize = 60)]
    public void Sentences_are_ordered_trimmed_and_hold_everything_but_white_space(RandomText random)
    {
        var end = 0;
        foreach (var sentence in SentenceSplitter.Split(random.Value))
        {
            Assert.False(sentence.IsEmpty);
            Assert.Equal(sentence, sentence.Trim(random.Value));
            Assert.True(string.IsNullOrWhiteSpace(random.Value[end..sentence.Start]));
            end = sentence.End;
        }

        Assert.True(string.IsNullOrWhiteSpace(random.Value[end..]));
    }

    [Fact]
    public void A_megabyte_of_terminators_abbreviations_and_openers_takes_one_pass()
    {
        // Quadratic work would keep this test from ever ending.
        foreach (var part in (string[])["U.S. ", "....", "\"", "((((", "x. y ", "[1", "\n", "J. ", "aaaa"])
        {
            var text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));
            Assert.True(SentenceSplitter.Split(text).Count <= text.Length);
        }
    }
}
