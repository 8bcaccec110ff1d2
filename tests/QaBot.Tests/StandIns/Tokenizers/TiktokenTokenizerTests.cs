using FsCheck.Xunit;
using Microsoft.ML.Tokenizers;

namespace QaBot.Tests.StandIns.Tokenizers;

public class TiktokenTokenizerTests
{
    private static readonly TiktokenTokenizer Tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");

    [SkippableFact]
    public async Task The_ids_of_the_seeds_are_those_of_js_tiktoken() => await AssertSameIdsAsync(Repository.ReadSeeds());

    [SkippableFact]
    public async Task The_ids_of_odd_unicode_are_those_of_js_tiktoken() => await AssertSameIdsAsync(UnicodeTexts.Odd);

    [SkippableFact]
    public async Task The_ids_of_random_mixtures_are_those_of_js_tiktoken()
    {
        var random = new Random(20_250_101);
        await AssertSameIdsAsync([.. Enumerable.Range(0, 500).Select(_ => string.Concat(random.GetItems([.. UnicodeTexts.Odd, " ", "\n", "a", "1"], random.Next(1, 12))))]);
    }

    [SkippableFact]
    public async Task The_ids_of_long_unbroken_runs_are_those_of_js_tiktoken() =>
        await AssertSameIdsAsync([new string('a', 999), new string(' ', 999) + "x", new string('7', 999), string.Concat(Enumerable.Repeat("日本語", 333)), new string('\n', 999)]);

    [Property(Arbitrary = [typeof(UnicodeTexts)])]
    public void Decoding_gives_the_encoded_text_back(string text) => Assert.Equal(text, Tokenizer.Decode(Tokenizer.EncodeToIds(text)));

    [Property(Arbitrary = [typeof(UnicodeTexts)])]
    public void Counts_ids_and_tokens_agree(string text)
    {
        var ids = Tokenizer.EncodeToIds(text);
        Assert.Equal(ids, Tokenizer.EncodeToTokens(text, out _).Select(token => token.Id));
        Assert.Equal(ids, Tokenizer.EncodeToIds(text.AsSpan()));
        Assert.Equal(ids.Count, Tokenizer.CountTokens(text));
        Assert.Equal(ids.Count, Tokenizer.CountTokens(text.AsSpan()));
    }

    [Property(Arbitrary = [typeof(UnicodeTexts)])]
    public void Tokens_hold_their_text_and_cover_the_whole(string text)
    {
        var covered = 0;
        foreach (var token in Tokenizer.EncodeToTokens(text, out _))
        {
            Assert.Equal(text[token.Offset], token.Value);
            Assert.True(token.Offset.Start.Value <= covered);
            covered = token.Offset.End.Value;
        }
        Assert.Equal(text.Length, covered);
    }

    [Property(Arbitrary = [typeof(UnicodeTexts)])]
    public void A_prefix_has_the_first_ids_and_splits_no_surrogate_pair(string text, byte budget)
    {
        var index = Tokenizer.GetIndexByTokenCount(text, budget + 1, out _, out var count);
        var ids = Tokenizer.EncodeToIds(text, budget + 1, out _, out var consumed);
        Assert.InRange(count, 0, budget + 1);
        Assert.Equal(index, consumed);
        Assert.Equal(Tokenizer.EncodeToIds(text).Take(count), ids);
        Assert.False(index > 0 && index < text.Length && char.IsSurrogatePair(text[index - 1], text[index]));
    }

    [Property(Arbitrary = [typeof(UnicodeTexts)])]
    public void A_suffix_fits_its_budget_and_splits_no_surrogate_pair(string text, byte budget)
    {
        var index = Tokenizer.GetIndexByTokenCountFromEnd(text, budget + 1, out _, out var count);
        Assert.InRange(count, 0, budget + 1);
        Assert.Equal(count, Tokenizer.EncodeToTokens(text, out _).Count(token => token.Offset.Start.Value >= index));
        Assert.False(index > 0 && index < text.Length && char.IsSurrogatePair(text[index - 1], text[index]));
    }

    [Fact]
    public void Counts_add_up_where_prose_is_cut_by_token_count()
    {
        foreach (var seed in Repository.ReadSeeds())
        {
            var total = Tokenizer.CountTokens(seed);
            for (var budget = 50; budget < total; budget += 50)
            {
                var index = Tokenizer.GetIndexByTokenCount(seed, budget, out _, out var count);
                Assert.Equal(count, Tokenizer.CountTokens(seed.AsSpan(0, index)));
                Assert.Equal(total, count + Tokenizer.CountTokens(seed.AsSpan(index)));
            }
        }
    }

    [Fact]
    public void A_character_of_several_tokens_is_never_taken_in_part()
    {
        const string text = "𠀀𠀀";
        Assert.Equal(6, Tokenizer.CountTokens(text));
        Assert.Equal([0, 0, 2, 2, 2, 4], Enumerable.Range(1, 6).Select(budget => Tokenizer.GetIndexByTokenCount(text, budget, out _, out _)));
        Assert.Equal([4, 4, 2, 2, 2, 0], Enumerable.Range(1, 6).Select(budget => Tokenizer.GetIndexByTokenCountFromEnd(text, budget, out _, out _)));
        Assert.All(Tokenizer.EncodeToTokens(text, out _), token => Assert.Equal("𠀀", token.Value));
    }

    [Fact]
    public void A_lone_surrogate_is_counted_and_decodes_to_replacement_characters()
    {
        var ids = Tokenizer.EncodeToIds("a\ud83db");
        Assert.Equal(ids.Count, Tokenizer.CountTokens("a\ud83db"));
        Assert.Matches("^a\ufffd+b$", Tokenizer.Decode(ids));
    }

    [Fact]
    public void A_special_token_inside_a_text_is_one_token_unless_the_text_is_not_split()
    {
        Assert.Equal([87, 199999, 88], Tokenizer.EncodeToIds("x<|endoftext|>y"));
        Assert.Equal("x<|endofprompt|>y", Tokenizer.Decode([87, 200018, 88]));
        Assert.DoesNotContain(199999, Tokenizer.EncodeToIds("x<|endoftext|>y", considerPreTokenization: false));
    }

    [Fact]
    public void Extra_special_tokens_are_found_beside_the_encodings_own()
    {
        var tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base", new Dictionary<string, int> { ["<|user|>"] = 200_500 });
        Assert.Equal([200_500, 199999], tokenizer.EncodeToIds("<|user|><|endoftext|>"));
        Assert.Equal("<|user|>", tokenizer.Decode([200_500]));
    }

    [Fact]
    public void Nothing_counts_nothing()
    {
        Assert.Equal(0, Tokenizer.CountTokens((string)null!));
        Assert.Equal(0, Tokenizer.CountTokens(""));
        Assert.Empty(Tokenizer.EncodeToIds((string)null!));
        Assert.Empty(Tokenizer.EncodeToTokens("", out var normalized));
        Assert.Null(normalized);
        Assert.Equal(0, Tokenizer.GetIndexByTokenCount("", 1, out _, out var count));
        Assert.Equal(0, count);
        Assert.Equal("", Tokenizer.Decode([]));
    }

    [Fact]
    public void A_budget_below_one_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.GetIndexByTokenCount("a", 0, out _, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.GetIndexByTokenCountFromEnd("a", -1, out _, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.EncodeToIds("a", 0, out _, out _));
    }

    [Fact]
    public void Ids_that_no_token_has_are_passed_over() => Assert.Equal("xy", Tokenizer.Decode([87, -1, 5_000_000, 88]));

    [Fact]
    public void Unknown_encodings_and_models_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TiktokenTokenizer.CreateForEncoding("nope"));
        Assert.Throws<ArgumentNullException>(() => TiktokenTokenizer.CreateForEncoding(null!));
        Assert.Throws<NotSupportedException>(() => TiktokenTokenizer.CreateForModel("nope"));
    }

    [Theory]
    [InlineData("gpt-4o")]
    [InlineData("GPT-4o-mini")]
    [InlineData("gpt-4.1")]
    [InlineData("o3")]
    public void Models_of_this_encoding_count_as_it_does(string model) =>
        Assert.Equal(Tokenizer.EncodeToIds("It's 42 °C."), TiktokenTokenizer.CreateForModel(model).EncodeToIds("It's 42 °C."));

    [Fact]
    public void One_tokenizer_serves_several_threads()
    {
        var texts = UnicodeTexts.Odd.Concat(Repository.ReadSeeds()).ToArray();
        var expected = texts.Select(text => Tokenizer.CountTokens(text)).ToArray();
        Parallel.For(0, 40, _ => Assert.Equal(expected, texts.Select(text => Tokenizer.CountTokens(text))));
    }

    private static async Task AssertSameIdsAsync(IReadOnlyList<string> texts)
    {
        var expected = await JsTiktoken.EncodeAsync(texts);
        Assert.All(texts.Zip(expected), pair => Assert.Equal(pair.Second, Tokenizer.EncodeToIds(pair.First)));
    }
}
