using QaBot.Retrieval;

namespace QaBot.Tests.Retrieval;

/// <summary>Pairs of the vocabulary that is published with the algorithm, one at least for each step and exception.</summary>
public sealed class EnglishStemmerTests
{
    [Theory]
    [InlineData("consign", "consign")]
    [InlineData("consigned", "consign")]
    [InlineData("consignment", "consign")]
    [InlineData("consistency", "consist")]
    [InlineData("consolation", "consol")]
    [InlineData("consolatory", "consolatori")]
    [InlineData("conspicuously", "conspicu")]
    [InlineData("constables", "constabl")]
    [InlineData("constancy", "constanc")]
    [InlineData("knavish", "knavish")]
    [InlineData("knees", "knee")]
    [InlineData("knightly", "knight")]
    [InlineData("knitted", "knit")]
    [InlineData("knives", "knive")]
    [InlineData("knotty", "knotti")]
    public void The_published_sample_is_stemmed_as_published(string word, string stem) => Assert.Equal(stem, Stem(word));

    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ties", "tie")]
    [InlineData("cries", "cri")]
    [InlineData("gas", "gas")]
    [InlineData("this", "this")]
    [InlineData("gaps", "gap")]
    [InlineData("kiwis", "kiwi")]
    [InlineData("focus", "focus")]
    [InlineData("agreed", "agre")]
    [InlineData("feed", "feed")]
    [InlineData("luxuriated", "luxuri")]
    [InlineData("hopping", "hop")]
    [InlineData("hoping", "hope")]
    [InlineData("adding", "add")]
    [InlineData("arrested", "arrest")]
    [InlineData("sing", "sing")]
    [InlineData("cry", "cri")]
    [InlineData("by", "by")]
    [InlineData("say", "say")]
    [InlineData("youth", "youth")]
    [InlineData("relational", "relat")]
    [InlineData("authorization", "author")]
    [InlineData("visibility", "visibl")]
    [InlineData("biology", "biolog")]
    [InlineData("carelessly", "careless")]
    [InlineData("electrical", "electr")]
    [InlineData("hopefulness", "hope")]
    [InlineData("generalization", "general")]
    [InlineData("generously", "generous")]
    [InlineData("communism", "communism")]
    [InlineData("arsenic", "arsenic")]
    [InlineData("adoption", "adopt")]
    [InlineData("rate", "rate")]
    [InlineData("cease", "ceas")]
    [InlineData("controll", "control")]
    public void Each_step_cuts_what_it_should_and_no_more(string word, string stem) => Assert.Equal(stem, Stem(word));

    [Theory]
    [InlineData("skies", "sky")]
    [InlineData("dying", "die")]
    [InlineData("early", "earli")]
    [InlineData("news", "news")]
    [InlineData("andes", "andes")]
    [InlineData("evening", "evening")]
    [InlineData("evenings", "evening")]
    [InlineData("exceeds", "exceed")]
    public void Exceptions_are_kept(string word, string stem) => Assert.Equal(stem, Stem(word));

    [Theory]
    [InlineData("as")]
    [InlineData("p53s")]
    [InlineData("новости")]
    public void Short_words_and_what_is_not_english_stay(string word) => Assert.Equal(word, Stem(word));

    private static string Stem(string word)
    {
        var buffer = word.ToCharArray();
        return new string(buffer, 0, EnglishStemmer.Stem(buffer, buffer.Length));
    }
}
