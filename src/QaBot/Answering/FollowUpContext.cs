using QaBot.Articles;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>What an answer leaves to ask about. Not thread-safe.</summary>
internal sealed class FollowUpContext
{
    private readonly Analyzer _analyzer;
    private readonly HashSet<string> _asked;
    private readonly Dictionary<string, bool> _stopWords = new(StringComparer.Ordinal);
    private IReadOnlyList<NewName>? _newNames;

    public FollowUpContext(Answer answer, Corpus corpus, Analyzer analyzer)
    {
        (Answer, Corpus, _analyzer) = (answer, corpus, analyzer);
        Phrases = Phrasebook.For(LanguageDetector.Detect(answer.Question.Text));
        History =
        [
            .. answer.Question.History,
            new ConversationTurn(ConversationRole.User, answer.Question.Text),
            new ConversationTurn(ConversationRole.Bot, string.Join(' ', answer.Claims.Select(claim => claim.Text))),
        ];
        _asked = History.Where(turn => turn.Role == ConversationRole.User).SelectMany(turn => TermsOf(turn.Text)).ToHashSet(StringComparer.Ordinal);
        CitedArticles = [.. answer.Citations.Select(citation => citation.Article).Distinct()];
        OtherArticles = [.. answer.Retrieved.Select(item => item.Passage.Article).Distinct().Except(CitedArticles)];
    }

    public Answer Answer { get; }

    public Corpus Corpus { get; }

    public Phrasebook Phrases { get; }

    /// <summary>The conversation with this answer.</summary>
    public IReadOnlyList<ConversationTurn> History { get; }

    public IReadOnlyList<Article> CitedArticles { get; }

    /// <summary>Found and not cited, best first.</summary>
    public IReadOnlyList<Article> OtherArticles { get; }

    /// <summary>The names in the question.</summary>
    public IEnumerable<FollowUpName> AskedNames => FollowUpName.In(Answer.Question.Text, IsStopWord);

    /// <summary>Names that nobody asked about yet: those of the cited words first, and those that fewer passages have before others.</summary>
    /// <param name="statistics">Of the corpus.</param>
    /// <param name="widespread">Names in more than this share of the passages are left out.</param>
    public IReadOnlyList<FollowUpName> NewNames(ICorpusStatistics statistics, double widespread)
    {
        var most = Math.Max(3, widespread * statistics.PassageCount);
        _newNames ??= FindNewNames(statistics);
        return [.. _newNames.Where(name => name.Passages <= most).Select(name => name.Name)];
    }

    /// <summary>Whether a citation of the answer has these words.</summary>
    public bool HasShown(Article article, TextSpan words) => Answer.Citations.Any(citation => citation.Article == article && citation.Span.Overlaps(words));

    private IReadOnlyList<NewName> FindNewNames(ICorpusStatistics statistics)
    {
        var cited = NamesIn(Answer.Citations.Select(citation => citation.Quote)).ToList();
        var around = NamesIn(Answer.Evidence.Where(IsCited).Select(passage => passage.Text));
        return
        [
            .. cited.Concat(around).GroupBy(name => name.Text, (text, found) => Merge(text, [.. found]))
                .Where(CanBeAskedAbout)
                .Select(name => (Name: name, Terms: TermsOf(name.Text)))
                .Where(item => item.Terms.Count > 0 && !item.Terms.Overlaps(_asked))
                .Select(item => new NewName(item.Name, cited.Exists(name => name.Text == item.Name.Text), item.Terms.Min(statistics.DocumentFrequency)))
                .OrderByDescending(item => item.IsCited)
                .ThenByDescending(item => item.Passages > 1)
                .ThenByDescending(item => item.Name.IsPerson || item.Name.HasSeveralWords)
                .ThenBy(item => item.Passages),
        ];
    }

    private bool IsCited(EvidencePassage passage) => Answer.Citations.Any(citation => citation.Article == passage.Article && citation.Span.Overlaps(passage.Span));

    private static FollowUpName Merge(string text, IReadOnlyList<FollowUpName> found) => new(text, found.Any(name => name.IsPerson), found.Any(name => name.HasArticle));

    /// <summary>An acronym needs its article, which only English words tell.</summary>
    private bool CanBeAskedAbout(FollowUpName name) =>
        Phrases.IsEnglish ? name.HasArticle || name.HasSeveralWords || name.Text.Any(char.IsLower) : name.IsPerson || (name.HasSeveralWords && !name.HasArticle);

    private IEnumerable<FollowUpName> NamesIn(IEnumerable<string> texts) =>
        texts.SelectMany(text => SentenceSplitter.Split(text).SelectMany(span => FollowUpName.In(text.Slice(span), IsStopWord)));

    private HashSet<string> TermsOf(string text) =>
        _analyzer.Analyze(text).Where(token => !token.IsStopWord).Select(token => token.Term).ToHashSet(StringComparer.Ordinal);

    private bool IsStopWord(string word)
    {
        if (!_stopWords.TryGetValue(word, out var isStopWord))
            _stopWords[word] = isStopWord = _analyzer.Analyze(word).All(token => token.IsStopWord);
        return isStopWord;
    }

    /// <param name="Passages">How many have its rarest word.</param>
    private sealed record NewName(FollowUpName Name, bool IsCited, int Passages);
}
