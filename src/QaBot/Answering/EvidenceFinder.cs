using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using QaBot.Models.Extractive;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>Finds the evidence for a question: the query that stands alone, the passages, and the choice among them. Thread-safe.</summary>
public sealed partial class EvidenceFinder(LiveCorpus corpus, QueryRewriter rewriter, IOptions<AnsweringOptions> options)
{
    private readonly AnsweringOptions _options = options.Value;

    /// <returns>Without passages when nothing matches or there is no corpus.</returns>
    public async Task<FoundEvidence> FindAsync(Question question, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var query = rewriter.Rewrite(question, corpus.Current?.Articles ?? []);
        var asksForSummary = QuestionProfile.AsksForSummary(query.Question);
        if (asksForSummary && (query.Articles is not null || QuestionProfile.SpeaksOfEverything(query.Question)))
            return TakeWhole(query, query.Articles);

        var found = await SearchAsync(query, cancellationToken);
        return asksForSummary && found.Retrieved.Count == 0 ? TakeWhole(query, null) : found;
    }

    private async Task<FoundEvidence> SearchAsync(StandaloneQuery query, CancellationToken cancellationToken)
    {
        var search = new RetrievalQuery(query.Text, _options.Retrieve) { Articles = query.Articles };
        var retrieved = await corpus.RetrieveAsync(search, cancellationToken);
        // Quotation marks ask for the exact words; where nothing has them, their words are still worth searching.
        if (retrieved.Count == 0 && query.Text.AsSpan().ContainsAny('"', '“', '”'))
        {
            search = search with { Text = QuotationMarks().Replace(query.Text, " ") };
            retrieved = await corpus.RetrieveAsync(search, cancellationToken);
        }

        var evidence = EvidenceSelector.Select(retrieved, _options.MaxEvidence, _options.EvidenceTokens, out var selection);
        return new FoundEvidence(query) { Search = search, Retrieved = retrieved, Selection = selection, Evidence = evidence };
    }

    /// <summary>A summary is of articles, not of what is found in them.</summary>
    /// <param name="articles">Their names; null for all.</param>
    private FoundEvidence TakeWhole(StandaloneQuery query, IReadOnlySet<string>? articles)
    {
        var whole = (corpus.Current?.Passages ?? []).Where(passage => articles?.Contains(passage.Article.Name) ?? true).ToList();
        var retrieved = whole.Take(_options.Retrieve).Select((passage, i) => new RetrievedPassage(passage, 1.0 / (i + 1), i + 1)).ToList();
        var evidence = EvidenceSelector.SelectWhole(whole, _options.EvidenceTokens);
        return new FoundEvidence(query) { Retrieved = retrieved, Selection = EvidenceSelector.SelectionOf(retrieved, evidence), Evidence = evidence };
    }

    [GeneratedRegex("[\"“”]")]
    private static partial Regex QuotationMarks();
}
