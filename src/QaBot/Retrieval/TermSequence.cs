namespace QaBot.Retrieval;

/// <summary>The words of a text as numbers of a <see cref="Vocabulary"/>, stop words included and marked.</summary>
internal sealed class TermSequence
{
    private const int StopWordBit = 1 << 31;

    /// <summary>A word that is in no passage.</summary>
    public const int Unknown = int.MaxValue;

    private readonly int[] _words;

    private TermSequence(int[] words)
    {
        _words = words;
        foreach (var word in words)
            SearchableCount += word >= 0 ? 1 : 0;
    }

    /// <summary>How many of the words are not stop words.</summary>
    public int SearchableCount { get; }

    /// <summary>Negative for a stop word.</summary>
    public ReadOnlySpan<int> Words => _words;

    public static TermSequence Analyze(ReadOnlySpan<char> text, Vocabulary vocabulary)
    {
        var collector = new Collector(vocabulary);
        Analyzer.Visit(text, ref collector);
        return new TermSequence([.. collector.Words]);
    }

    /// <summary>The words of a query; those that are not in the vocabulary are <see cref="Unknown"/>, and none is added to it.</summary>
    public static TermSequence Find(ReadOnlySpan<char> text, Vocabulary vocabulary)
    {
        var finder = new Finder(vocabulary);
        Analyzer.Visit(text, ref finder);
        return new TermSequence([.. finder.Words]);
    }

    /// <summary>"US" and "us" are one word here: a phrase is found whether or not its words carry a topic.</summary>
    public bool Contains(ReadOnlySpan<int> phrase)
    {
        for (var start = 0; start <= _words.Length - phrase.Length; start++)
        {
            var matched = 0;
            while (matched < phrase.Length && (_words[start + matched] & ~StopWordBit) == (phrase[matched] & ~StopWordBit))
                matched++;
            if (matched == phrase.Length)
                return true;
        }
        return false;
    }

    /// <summary>Whether the two terms occur with fewer than <paramref name="within"/> words from one to the other, in any order.</summary>
    public bool HasNear(int first, int second, int within)
    {
        var (firstAt, secondAt) = (-within - 1, -within - 1);
        for (var i = 0; i < _words.Length; i++)
        {
            if (_words[i] == first)
                firstAt = i;
            else if (_words[i] == second)
                secondAt = i;
            else
                continue;
            if (Math.Abs(firstAt - secondAt) <= within && Math.Min(firstAt, secondAt) >= 0)
                return true;
        }
        return false;
    }

    private readonly struct Collector(Vocabulary vocabulary) : ITokenVisitor
    {
        public List<int> Words { get; } = [];

        public void Visit(scoped ReadOnlySpan<char> term, int start, int end, bool isStopWord) =>
            Words.Add(vocabulary.Add(term) | (isStopWord ? StopWordBit : 0));
    }

    private readonly struct Finder(Vocabulary vocabulary) : ITokenVisitor
    {
        public List<int> Words { get; } = [];

        public void Visit(scoped ReadOnlySpan<char> term, int start, int end, bool isStopWord) =>
            Words.Add((vocabulary.Find(term) is >= 0 and var id ? id : Unknown) | (isStopWord ? StopWordBit : 0));
    }
}
