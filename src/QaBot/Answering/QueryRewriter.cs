using System.Text;
using System.Text.RegularExpressions;
using QaBot.Answering.Languages;
using QaBot.Articles;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>Makes a question stand alone: takes over the topic of the conversation where it leans on it, and the source where it names one. Thread-safe.</summary>
/// <remarks>
/// Without a model this is heuristic: a question leans on the conversation when it has a pronoun, begins as a continuation, or has
/// too few words of its own to be searched. The last two may be wrong of a question that names what it is about.
/// </remarks>
public sealed partial class QueryRewriter(Analyzer analyzer, ICorpusStatistics statistics, SourceSelector sources, SpanishQuery spanish)
{
    private const int MaxTopicWords = 16;
    private const int MaxNames = 4;
    private const int FewWords = 3;

    private static readonly HashSet<string> s_anaphora = new(StringComparer.Ordinal)
    {
        "he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "theirs", "this", "these", "those",
        "such", "same", "former", "latter", "both",
        "él", "ella", "ellos", "ellas", "su", "sus", "eso", "esto", "esa", "ese", "esos", "esas", "le", "les", "lo",
    };

    /// <summary>Words that point back, or only join two clauses ("say that", "is there").</summary>
    private static readonly HashSet<string> s_weakAnaphora = new(StringComparer.Ordinal)
    {
        "that", "there", "then", "else", "other", "others", "another",
    };

    private static readonly HashSet<string> s_continuations = new(StringComparer.Ordinal)
    {
        "and", "but", "or", "so", "also", "then", "why", "y", "pero", "entonces",
    };

    /// <param name="articles">The corpus, for the names of sources.</param>
    /// <param name="standalone">The question as a model has made it stand alone, which then needs no topic; null for none.</param>
    public StandaloneQuery Rewrite(Question question, IReadOnlyList<Article> articles, string? standalone = null)
    {
        ArgumentNullException.ThrowIfNull(question);
        var asked = AskedPart.Of(question.Text);
        var selection = sources.Select(question.Text, articles);
        var leans = standalone is null && !asked.ChangesTopic && asked.Text.Length > 0;
        var resolved = leans ? FollowUpResolver.Resolve(asked.Text, question.History) : null;
        var whole = resolved ?? asked.Text;
        var wording = standalone ?? sources.Select(whole, articles).Question;
        var frame = QuestionFrame.Of(wording);
        if (frame.IsChoice)
            frame = frame with { Wording = WithoutUnknown(frame.Wording) };
        var plain = LanguageDetector.Detect(wording) == ReplyLanguage.Spanish ? spanish.Translate(frame.Wording) : Correct(frame.Wording) ?? frame.Wording;
        var written = standalone ?? (resolved is null ? null : wording);
        return new StandaloneQuery(selection.Question, leans ? TopicOf(question with { Text = whole }, resolved is not null) : null)
        {
            MayStandAlone = !Has(s_anaphora, whole, analyzer.Analyze(whole)),
            Articles = selection.Articles,
            AsksSeveralSources = (frame.SpeaksOfSources || frame.IsChoice) && selection.Articles is null,
            Standalone = written,
            Translation = plain == (written ?? selection.Question) ? null : plain,
        };
    }

    /// <summary>The question with words that the corpus does not have put right; null when there is nothing to put right.</summary>
    private string? Correct(string question)
    {
        var corrected = new StringBuilder(question);
        var looked = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var token in analyzer.Analyze(question).Where(token => !token.IsStopWord && statistics.DocumentFrequency(token.Term) == 0).Reverse())
        {
            var typed = question.Slice(token.Span);
            if (!looked.TryGetValue(typed, out var meant))
                looked[typed] = meant = statistics.FindSimilar(typed) ?? QuestionWords.FindSimilar(typed);
            if (meant is not null)
                corrected.Remove(token.Span.Start, token.Span.Length).Insert(token.Span.Start, char.IsUpper(typed[0]) ? char.ToUpperInvariant(meant[0]) + meant[1..] : meant);
        }

        return corrected.Equals(question) ? null : corrected.ToString();
    }

    /// <summary>Of two things that something may be, the articles say one, in their words, or neither.</summary>
    private string WithoutUnknown(string question)
    {
        var known = new StringBuilder(question);
        foreach (var token in analyzer.Analyze(question).Where(token => !token.IsStopWord && char.IsLower(question[token.Span.Start]) && statistics.DocumentFrequency(token.Term) == 0).Reverse())
            known.Remove(token.Span.Start, token.Span.Length);
        return known.ToString();
    }

    /// <param name="isWhole">What the question left out is put in; only another pronoun needs the topic then.</param>
    private string? TopicOf(Question question, bool isWhole)
    {
        var own = analyzer.Analyze(question.Text);
        if (question.History.Count == 0 || !(isWhole ? Has(s_anaphora, question.Text, own) : LeansOnConversation(question.Text, own)))
            return null;
        var known = own.Where(token => !token.IsStopWord).Select(token => token.Term).ToHashSet(StringComparer.Ordinal);
        var words = new List<string>();
        foreach (var turn in question.History.Reverse())
        {
            if (turn.Role == ConversationRole.User)
            {
                if (ConversationalReplies.IsSmallTalk(turn.Text))
                    continue;
                var asked = AskedPart.Of(turn.Text);
                var searched = LanguageDetector.Detect(asked.Text) == ReplyLanguage.Spanish ? spanish.Translate(asked.Text) : asked.Text;
                Take(searched, analyzer.Analyze(searched), known, words, (_, _) => true);
                if (asked.ChangesTopic || !LeansOnConversation(asked.Text, analyzer.Analyze(asked.Text)))
                    break;
            }
            else
            {
                var said = Marker().Replace(turn.Text, "");
                Take(said, analyzer.Analyze(said), known, words, IsNameOrNumber, MaxNames);
            }

            if (words.Count >= MaxTopicWords)
                break;
        }

        return words.Count == 0 ? null : string.Join(' ', words);
    }

    private static void Take(string text, IReadOnlyList<AnalyzedToken> tokens, HashSet<string> known, List<string> words, Func<string, TextSpan, bool> wanted, int most = MaxTopicWords)
    {
        foreach (var token in tokens.Where(token => !token.IsStopWord))
        {
            var word = text.Slice(token.Span);
            if (most == 0 || words.Count == MaxTopicWords)
                return;
            if (!wanted(text, token.Span) || !known.Add(token.Term))
                continue;
            words.Add(word);
            most--;
        }
    }

    /// <summary>A capital says nothing at the beginning of a sentence.</summary>
    private static bool IsNameOrNumber(string text, TextSpan word)
    {
        if (char.IsDigit(text[word.Start]))
            return true;
        var before = text.AsSpan(0, word.Start).TrimEnd();
        return char.IsUpper(text[word.Start]) && !before.IsEmpty && before[^1] is not ('.' or '!' or '?' or '”' or '"' or ']' or ':' or '«' or '¿' or '¡');
    }

    private static bool LeansOnConversation(string text, IReadOnlyList<AnalyzedToken> tokens)
    {
        if (tokens.Count == 0)
            return true;
        var first = text.Slice(tokens[0].Span);
        return tokens.Count(token => !token.IsStopWord) < FewWords
            || s_continuations.Contains(first.ToLowerInvariant())
            || Has(s_anaphora, text, tokens)
            || Has(s_weakAnaphora, text, tokens);
    }

    private static bool Has(HashSet<string> words, string text, IReadOnlyList<AnalyzedToken> tokens) =>
        tokens.Any(token => words.Contains(text.Slice(token.Span).ToLowerInvariant()));

    [GeneratedRegex(@"\s?\[\d+\]")]
    private static partial Regex Marker();
}
