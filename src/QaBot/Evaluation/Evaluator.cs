using Microsoft.Extensions.Options;
using QaBot.Answering;
using QaBot.Articles;
using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Sets;
using QaBot.Grounding;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Evaluation;

/// <summary>Runs a set through the very pipeline that answers users. Thread-safe; stores nothing.</summary>
/// <remarks>
/// Every question is asked once, with a gate that lets everything pass. What a threshold refuses is then known without asking again, since the gate decides
/// before anything is written and nothing else looks at it: an answer is shown when the gate's probability reaches the threshold.
/// </remarks>
public sealed class Evaluator(QuestionAnswerer answerer, LiveCorpus corpus, CitationVerifier verifier, DraftReplay replay, IOptions<AnsweringOptions> options)
{
    /// <summary>How far down rankings are looked at, in articles.</summary>
    public const int Depth = 100;

    /// <summary>Passages that are enough to have so many articles, unless all are long.</summary>
    private const int PassagesForDepth = 4 * Depth;

    private const int PassagesKept = 3;
    private const int LongestPassageKept = 400;

    private readonly double _refuseBelow = options.Value.RefuseBelow;

    /// <param name="refuseBelow">The threshold that users have, which the figures of refusing are taken at.</param>
    /// <exception cref="InvalidOperationException"><see cref="AnsweringOptions.RefuseBelow"/> is not 0.</exception>
    /// <exception cref="EvaluationSetException">The set names a document that is not in the corpus.</exception>
    public async Task<EvaluationRun> RunAsync(
        EvaluationSet set, double refuseBelow, IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (_refuseBelow != 0)
            throw new InvalidOperationException("Questions are evaluated with a gate that lets everything pass.");
        CheckDocuments(set);
        var questions = await AllAsync("questions", set.Questions, AskAsync, progress, cancellationToken);
        var claims = await AllAsync("claims", set.Claims, (claim, _) => Task.FromResult(Check(claim)), progress, cancellationToken);
        var drafts = await AllAsync("drafts", set.Drafts, (draft, _) => Task.FromResult(Replay(draft)), progress, cancellationToken);
        var written = questions.Select(question => question.Answer).FirstOrDefault(answer => answer.Prompt is not null);
        return new EvaluationRun
        {
            Set = set.Name,
            Split = set.Split,
            RefuseBelow = refuseBelow,
            Model = written?.Model,
            Prompt = written?.Prompt,
            Questions = [.. questions.Select(question => question.Outcome)],
            Claims = claims,
            Drafts = drafts,
        };
    }

    private void CheckDocuments(EvaluationSet set)
    {
        var known = (corpus.Current?.Articles ?? []).Select(article => article.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var question in set.Questions)
        {
            if (question.Relevant.Keys.FirstOrDefault(document => !known.Contains(document)) is { } missing)
                throw new EvaluationSetException($"{set.Name}: question {question.Id} names the document {missing}, which is not in the corpus.");
        }
    }

    /// <summary>The results in the order of the rows, whoever is done first.</summary>
    private static async Task<TResult[]> AllAsync<TRow, TResult>(
        string doing, IReadOnlyList<TRow> rows, Func<TRow, CancellationToken, Task<TResult>> work, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        var results = new TResult[rows.Count];
        var done = 0;
        await Parallel.ForAsync(0, rows.Count, cancellationToken, async (i, stop) =>
        {
            results[i] = await work(rows[i], stop);
            progress?.Report(new EvaluationProgress(doing, Interlocked.Increment(ref done), rows.Count));
        });
        return results;
    }

    private async Task<(QuestionOutcome Outcome, Answer Answer)> AskAsync(EvaluationQuestion asked, CancellationToken cancellationToken)
    {
        var answer = await answerer.AnswerAsync(new Question(asked.Question) { Id = asked.Id, History = asked.History }, cancellationToken);
        var ranking = await RankAsync(answer, cancellationToken);
        var outcome = new QuestionOutcome
        {
            Asked = asked,
            Ranks = ranking.Select((article, i) => (article, Rank: i + 1)).Where(item => asked.Relevant.ContainsKey(item.article))
                .ToDictionary(item => item.article, item => item.Rank, StringComparer.Ordinal),
            Answer = answer.Text,
            Kind = answer.Kind,
            Probability = answer.Judgement?.Probability,
            Citations = [.. answer.Citations.Select(citation => new CitedQuote(citation.Number, citation.Article.Name, citation.Quote))],
            Support = CitationSupport.Of(Cited(answer), (claim, quotes) => verifier.Verify(claim, quotes).Verdict == GroundingVerdict.Supported),
            Passages = [.. answer.Retrieved.Take(PassagesKept).Select(Keep)],
        };
        return (outcome, answer);
    }

    /// <summary>The articles by their best passage: those that the answer was made from, then what a deeper search finds below them.</summary>
    private async Task<IReadOnlyList<string>> RankAsync(Answer answer, CancellationToken cancellationToken)
    {
        IReadOnlyList<RetrievedPassage> below = answer.Found?.Search is { } search ? await corpus.RetrieveAsync(search with { Top = PassagesForDepth }, cancellationToken) : [];
        return [.. answer.Retrieved.Concat(below).Select(found => found.Passage.Article.Name).Distinct(StringComparer.Ordinal).Take(Depth)];
    }

    private static IEnumerable<(string Claim, IReadOnlyList<string> Quotes)> Cited(Answer answer)
    {
        var quotes = answer.Citations.ToDictionary(citation => citation.Number, citation => citation.Quote);
        return answer.Claims.Select(claim => (claim.Text, (IReadOnlyList<string>)[.. claim.Citations.Select(number => quotes[number])]));
    }

    private static FoundPassage Keep(RetrievedPassage found) => new(
        found.Passage.Article.Name, found.Passage.Span.Start, found.Passage.Span.End, ShownText.Shorten(found.Passage.Text, LongestPassageKept));

    private ClaimOutcome Check(EvaluationClaim claim)
    {
        var result = verifier.Verify(claim.Claim, claim.Sources);
        return new ClaimOutcome(claim.Id, claim.Of, claim.Kind, claim.Claim, claim.IsSupported, result.Verdict, Math.Round(result.Score, 4), result.Reason);
    }

    private DraftOutcome Replay(EvaluationDraft draft)
    {
        var evidence = draft.Evidence.Select((passage, i) => Find(draft, passage, i + 1)).ToList();
        return DraftScoring.Of(draft, evidence, replay.Replay(new Question(draft.Question) { Id = draft.Id }, evidence, draft.Draft));
    }

    private EvidencePassage Find(EvaluationDraft draft, DraftEvidence passage, int number)
    {
        var article = corpus.Current?.Articles.FirstOrDefault(article => article.Name == passage.Article)
            ?? throw new EvaluationSetException($"Draft {draft.Id} names the document {passage.Article}, which is not in the corpus.");
        var start = article.Text.IndexOf(passage.Text, StringComparison.Ordinal);
        return start >= 0
            ? new EvidencePassage(number, article, new TextSpan(start, start + passage.Text.Length), Score: 0)
            : throw new EvaluationSetException($"Draft {draft.Id}: passage {number} does not stand in {passage.Article}.");
    }
}
