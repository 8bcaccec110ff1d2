using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using QaBot.Models.Extractive;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>Finds the evidence for a question: the query that stands alone, the passages, and the choice among them. Thread-safe.</summary>
public sealed partial class EvidenceFinder(LiveCorpus corpus, QueryRewriter rewriter, ModelQueryRewriter model, TopicChoice topics, NamedSource namedSource, IOptions<AnsweringOptions> options)
{
    private readonly AnsweringOptions _options = options.Value;

    /// <returns>Without passages when nothing matches or there is no corpus.</returns>
    public async Task<FoundEvidence> FindAsync(Question question, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var (query, rewrite) = await MakeStandAloneAsync(question, cancellationToken);
        return (await SelectAsync(query, cancellationToken)) with { Rewrite = rewrite };
    }

    private async Task<FoundEvidence> SelectAsync(StandaloneQuery query, CancellationToken cancellationToken)
    {
        var asksForSummary = QuestionProfile.AsksForSummary(query.Wording);
        if (asksForSummary && (query.Articles is not null || QuestionProfile.SpeaksOfEverything(query.Question)))
            return TakeWhole(query with { Topic = null }, query.Articles);

        var found = await ChooseAsync(query, cancellationToken);
        if (await namedSource.FindUnknownAsync(query, cancellationToken) is { } unknown)
            return found with { Evidence = [], UnknownSource = unknown };
        return asksForSummary && found.Retrieved.Count == 0 ? TakeWhole(query, null) : found;
    }

    /// <summary>The query that <see cref="FindAsync"/> searches.</summary>
    public async Task<StandaloneQuery> RewriteAsync(Question question, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var (query, _) = await MakeStandAloneAsync(question, cancellationToken);
        return MayDropTopic(query) ? (await ChooseAsync(query, cancellationToken)).Query : query;
    }

    /// <summary>By the model where it can be asked and writes something of use.</summary>
    private async Task<(StandaloneQuery Query, QueryRewrite? Rewrite)> MakeStandAloneAsync(Question question, CancellationToken cancellationToken)
    {
        var rewrite = await model.RewriteAsync(question, cancellationToken);
        return (rewrite?.Query is { } standalone ? Rewrite(question, standalone) : await RewriteWithinTopicAsync(question, cancellationToken), rewrite);
    }

    /// <summary>A topic goes back to the question with which it began, and that may be a short one that stood alone.</summary>
    private async Task<StandaloneQuery> RewriteWithinTopicAsync(Question question, CancellationToken cancellationToken)
    {
        var query = Rewrite(question);
        if (query.Topic is null)
            return query;
        var last = question.History.ToList().FindLastIndex(turn => turn.Role == ConversationRole.User);
        if (last < 1)
            return query;
        var earlier = Rewrite(new Question(question.History[last].Text) { History = [.. question.History.Take(last)] });
        return MayDropTopic(earlier) && (await ChooseAsync(earlier, cancellationToken)).Query.Topic is null
            ? Rewrite(question with { History = [.. question.History.Skip(last)] })
            : query;
    }

    private StandaloneQuery Rewrite(Question question, string? standalone = null) => rewriter.Rewrite(question, corpus.Current?.Articles ?? [], standalone);

    private static bool MayDropTopic(StandaloneQuery query) => query is { Topic: not null, MayStandAlone: true };

    /// <summary>Searches with the conversation's topic, and without it where that may be better.</summary>
    private async Task<FoundEvidence> ChooseAsync(StandaloneQuery query, CancellationToken cancellationToken)
    {
        var onTopic = await SearchAsync(query, cancellationToken);
        if (!MayDropTopic(query))
            return onTopic;
        var alone = await SearchAsync(query with { Topic = null }, cancellationToken);
        return topics.StandsAlone(query, onTopic.Evidence, alone.Evidence) ? alone : onTopic;
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
