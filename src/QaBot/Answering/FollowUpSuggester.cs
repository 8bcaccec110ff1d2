using Microsoft.Extensions.Options;
using QaBot.Articles;
using QaBot.Models.Extractive;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>
/// Finds questions to ask after an answer, with no model: about names in the words that were cited, to the sources that were not, and for
/// a summary of the one that was. Each is tried on the corpus, by words alone, and offered only where it has something new to say. Thread-safe.
/// </summary>
public sealed class FollowUpSuggester(
    LiveCorpus corpus, QueryRewriter rewriter, EvidenceGate gate, SentenceRanker ranker, Analyzer analyzer, IOptions<AnsweringOptions> options, TimeProvider time)
{
    private const int Most = 3;
    private const int MostTried = 12;
    private const int LongestTitle = 90;

    /// <summary>About so many sentences answer a question about a thing.</summary>
    private const int Shown = 3;

    /// <summary>A question that is offered must be answered more surely than one that is asked.</summary>
    private const double Sure = 0.5;

    /// <summary>What this share of the passages speaks of is too wide a topic.</summary>
    private const double Widespread = 0.3;

    /// <summary>One source's view of it may still be worth asking for.</summary>
    private const double Common = 0.7;

    private readonly AnsweringOptions _options = options.Value;

    /// <param name="budget">How long may be searched; what was found until then is offered.</param>
    /// <returns>Up to three questions in the language of the question, best first; none after an answer without citations.</returns>
    public IReadOnlyList<string> Suggest(Answer answer, TimeSpan budget, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Kind != AnswerKind.Cited || corpus.Current is not { } current || budget <= TimeSpan.Zero)
            return [];
        var started = time.GetTimestamp();
        var after = new FollowUpContext(answer, current, analyzer);
        var suggested = new List<FollowUpCandidate>();
        // One of each kind, and where a kind has none, another about a thing.
        var things = AboutThings(after).Take(MostTried).GetEnumerator();
        foreach (var candidates in new[] { things, ToOtherSources(after).Take(MostTried).GetEnumerator(), ForSummary(after).GetEnumerator(), things })
        {
            var isFound = suggested.Count == Most;
            while (!isFound && candidates.MoveNext())
            {
                if (cancellationToken.IsCancellationRequested || time.GetElapsedTime(started) >= budget)
                    break;
                isFound = FitsBeside(candidates.Current, suggested) && IsAnswered(candidates.Current, after);
                if (isFound)
                    suggested.Add(candidates.Current);
            }
        }

        return [.. suggested.Select(candidate => candidate.Question)];
    }

    /// <summary>About what the cited words name, then what stands around them; the particular before the common.</summary>
    private IEnumerable<FollowUpCandidate> AboutThings(FollowUpContext after)
    {
        foreach (var name in after.NewNames(corpus, Widespread))
        {
            if (name.IsPerson)
                yield return new FollowUpCandidate(after.Phrases.AskWhoIs(name.Text), name, IsWhoIs: true);
            yield return new FollowUpCandidate(after.Phrases.AskAbout(name.InQuestion), name);
        }
    }

    /// <summary>What articles that were found and not cited say of the same thing.</summary>
    private IEnumerable<FollowUpCandidate> ToOtherSources(FollowUpContext after)
    {
        var things = after.AskedNames.Concat(after.NewNames(corpus, Common)).ToList();
        return
            from article in after.OtherArticles
            let source = article.Publisher ?? article.Author
            where source is not null
            let thing = things.Find(name => article.Text.Contains(name.Text, StringComparison.Ordinal))
            where thing is not null
            select new FollowUpCandidate(after.Phrases.AskSource(source, thing.InQuestion), thing, article.Name);
    }

    private static IEnumerable<FollowUpCandidate> ForSummary(FollowUpContext after) =>
        from article in after.CitedArticles
        let title = article.Title
        where title is { Length: <= LongestTitle } && !QuestionProfile.AsksForSummary(after.Answer.Question.Text)
        select new FollowUpCandidate(after.Phrases.AskSummary(title), null, article.Name);

    /// <summary>One question for each thing.</summary>
    private static bool FitsBeside(FollowUpCandidate candidate, List<FollowUpCandidate> suggested) =>
        candidate.Thing is null || candidate.Article is not null || !suggested.Exists(other => other.Thing is { } thing
            && (thing.Text.Contains(candidate.Thing.Text, StringComparison.Ordinal) || candidate.Thing.Text.Contains(thing.Text, StringComparison.Ordinal)));

    /// <summary>The question is taken for one that asks for a summary, which a title within it or another language may prevent.</summary>
    private bool CanSummarise(FollowUpCandidate candidate, StandaloneQuery query, FollowUpContext after)
    {
        var evidence = EvidenceSelector.SelectWhole([.. after.Corpus.Passages.Where(passage => passage.Article.Name == candidate.Article)], _options.EvidenceTokens);
        return evidence.Count > 0 && gate.Judge(query, evidence).Probability >= Math.Max(Sure, _options.RefuseBelow);
    }

    /// <summary>By the first sentence of an answer, or by all after it.</summary>
    private static bool IsTold(FollowUpName thing, IReadOnlyList<string> sentences) =>
        thing.IsTopicOf(sentences[0]) || (sentences.Count == Shown && sentences.Skip(1).All(thing.IsTopicOf));

    /// <summary>Asked now, the question would be answered, from where it says, with words that were not just shown.</summary>
    private bool IsAnswered(FollowUpCandidate candidate, FollowUpContext after)
    {
        var query = rewriter.Rewrite(new Question(candidate.Question) { History = after.History }, after.Corpus.Articles);
        if (candidate.Article is { } only && query.Articles?.SetEquals([only]) != true)
            return false;
        // On the topic of the conversation it would be another question.
        if (query.Topic is not null && !candidate.IsWhoIs)
            return false;
        if (candidate.Thing is not { } thing)
            return CanSummarise(candidate, query, after);
        var search = new RetrievalQuery(query.Text, _options.Retrieve) { Articles = query.Articles };
        var evidence = EvidenceSelector.Select(after.Corpus.Index.Search(search), _options.MaxEvidence, _options.EvidenceTokens);
        if (evidence.Count == 0 || gate.Judge(query, evidence).Probability < Math.Max(Sure, _options.RefuseBelow))
            return false;
        var question = query.Translation ?? query.Question;
        var blocks = evidence.Select(passage => new EvidenceBlock(passage.Number, passage.Article.DisplayName, passage.Text)).ToList();
        var ranked = ranker.Rank(ranker.Profile(question, query.Topic), question, blocks);
        var best = ranked[0];
        var passage = evidence.First(piece => piece.Number == best.Passage);
        return analyzer.Analyze(thing.Text).All(token => token.IsStopWord || best.Matched.Contains(token.Term))
            && (candidate.IsWhoIs ? thing.IsIntroducedIn(best.Text) : IsTold(thing, [.. ranked.Take(Shown).Select(sentence => sentence.Text)]))
            && !after.HasShown(passage.Article, new TextSpan(passage.Span.Start + best.Span.Start, passage.Span.Start + best.Span.End));
    }
}
