using System.Globalization;
using System.Text;
using QaBot.Answering;
using QaBot.Articles;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Workbench;

/// <summary>The commands that are about passages and sources.</summary>
internal sealed class PassageCommands(EvidenceFinder finder, EvidenceGate gate, LiveCorpus corpus, AnsweringOptions options)
{
    private const int MostExplained = 10;
    private const int MostWords = 6;
    private const int MostArticles = 50;
    private const int LongestQuote = 2000;
    private const int LongestTitle = 200;
    private const int SnippetLength = 140;

    public async Task<WorkbenchReply> WhyAsync(WorkbenchSession session, WorkbenchPhrases phrases, CancellationToken cancellationToken)
    {
        if (session.LastQuestion is not { } question)
            return new WorkbenchReply(phrases.AskFirst);
        if (session.LastAnswer is { Kind: AnswerKind.Conversational })
            return new WorkbenchReply(phrases.NotSearched);
        var found = session.LastAnswer?.Found ?? await finder.FindAsync(question, cancellationToken);
        var judgement = session.LastAnswer?.Judgement ?? gate.Judge(found.Query, found.Evidence);
        var text = new StringBuilder(session.LastAnswer is null ? $"{phrases.FoundAgain}\n\n" : "");
        AppendQuery(text, found, phrases);
        var language = phrases.IsSpanish ? ReplyLanguage.Spanish : ReplyLanguage.English;
        AppendInWords(text, found, phrases);
        // Of a summary every passage is evidence.
        if (found.Search is not null)
            text.Append($"\n{GateText.Of(judgement, options.RefuseBelow, Phrasebook.For(language))}\n");
        text.Append('\n');
        AppendPassages(text, found, phrases);
        return new WorkbenchReply(text.ToString().TrimEnd());
    }

    public WorkbenchReply Sources(WorkbenchSession session, WorkbenchPhrases phrases)
    {
        if (session.LastAnswer is not { Citations.Count: > 0 } answer)
        {
            var articles = Articles(phrases);
            return new WorkbenchReply(session.LastAnswer is null ? articles : $"{phrases.NoCitations} {articles}");
        }

        var text = new StringBuilder();
        foreach (var citation in answer.Citations)
        {
            var quote = WorkbenchText.Cut(citation.Quote, LongestQuote, out var leftOut);
            text.Append(CultureInfo.InvariantCulture, $"[{citation.Number}] {WorkbenchText.Source(citation.Article, citation.Span, LongestTitle)}{Facts(citation.Article)}\n\n> {WorkbenchText.Plain(quote)}");
            if (leftOut > 0)
                text.Append($" {phrases.CharactersMore(leftOut)}");
            text.Append("\n\n");
        }

        return new WorkbenchReply(text.ToString().TrimEnd());
    }

    private string Articles(WorkbenchPhrases phrases)
    {
        var articles = corpus.Current?.Articles ?? [];
        if (articles.Count == 0)
            return WorkbenchText.Plain(corpus.Problem ?? "");
        var text = new StringBuilder($"{phrases.Collection(articles.Count)}\n");
        foreach (var article in articles.Take(MostArticles))
        {
            var name = article.DisplayName.Contains(article.Name, StringComparison.Ordinal) ? "" : $" – {WorkbenchText.Plain(article.Name)}";
            text.Append($"\n- **{WorkbenchText.Plain(article.DisplayName, LongestTitle)}**{Facts(article)}{name}");
        }

        if (articles.Count > MostArticles)
            text.Append($"\n\n{phrases.AndMore(articles.Count - MostArticles)}");
        return text.ToString();
    }

    /// <summary>What the article says about itself; what its name for people says already is left out.</summary>
    private static string Facts(Article article) => string.Concat(
        new[] { article.Author, article.Publisher, article.Date }.OfType<string>()
            .Where(fact => !article.DisplayName.Contains(fact, StringComparison.OrdinalIgnoreCase)).Select(fact => $", {WorkbenchText.Plain(fact, LongestTitle)}"));

    private static void AppendQuery(StringBuilder text, FoundEvidence found, WorkbenchPhrases phrases)
    {
        text.Append(found.Search is { } search ? phrases.Searched(WorkbenchText.Plain(search.Text, LongestTitle)) : phrases.TakenWhole).Append('\n');
        if (found.Query.Topic is { } topic)
            text.Append($"- {phrases.FromConversation(WorkbenchText.Plain(topic, LongestTitle))}\n");
        if (found.Query.Translation is { } translation)
            text.Append($"- {phrases.InTheirWords(WorkbenchText.Plain(translation, LongestTitle))}\n");
        if (found.Query.Articles is { } articles)
            text.Append($"- {phrases.LimitedTo(string.Join(", ", articles.Order(StringComparer.Ordinal).Take(MostExplained).Select(name => WorkbenchText.Plain(name))))}\n");
    }

    /// <summary>What a person wants to know first; the points of each passage prove it.</summary>
    private void AppendInWords(StringBuilder text, FoundEvidence found, WorkbenchPhrases phrases)
    {
        if (found.Search is not { } search || found.Selection is not [var best, ..] || corpus.Explain(search, best.Retrieved.Passage) is not { } explanation)
            return;
        var passages = corpus.Current?.Passages.Count ?? 0;
        var known = explanation.Terms.Where(term => term.Passages > 0).ToLookup(term => term.Passages > passages / 2.0);
        var telling = known[false].OrderBy(term => term.Passages).Take(MostWords)
            .Select(term => phrases.InPassages(WorkbenchText.Plain(term.Word, SnippetLength), term.Passages)).ToList();
        var common = known[true].Take(MostWords).Select(term => WorkbenchText.Plain(term.Word, SnippetLength)).ToList();
        text.Append('\n').Append(phrases.InWords(telling, common, passages)).Append('\n');
    }

    private void AppendPassages(StringBuilder text, FoundEvidence found, WorkbenchPhrases phrases)
    {
        if (found.Selection.Count == 0)
            text.Append(phrases.NothingFound);
        foreach (var (retrieved, fate, evidence) in found.Selection.Take(MostExplained))
        {
            var passage = retrieved.Passage;
            var score = found.Search is null ? "" : $" · {WorkbenchText.Number(retrieved.WordScore)}{(retrieved.MeaningRank is { } nearness ? $" · {phrases.ByMeaning(nearness)}" : "")}";
            text.Append(CultureInfo.InvariantCulture, $"{retrieved.Rank}. {WorkbenchText.Source(passage.Article, passage.Span, LongestTitle)}{score} → {FateText.Of(fate, evidence, phrases.IsSpanish)}\n");
            text.Append($"   - “{WorkbenchText.Plain(passage.Text, SnippetLength)}”\n");
            if (found.Search is { } search && evidence is not null)
                text.Append($"   - {Why(corpus.Explain(search, passage), phrases)}\n");
        }

        if (found.Selection.Count > MostExplained)
            text.Append($"\n{phrases.MorePassages(found.Selection.Count - MostExplained)}\n");
        if (found.Search is not null && found.Selection.Count > 0)
            text.Append($"\n{phrases.HowToRead}{(found.Selection.Any(selection => selection.Retrieved.MeaningRank is not null) ? $" {phrases.HowToReadMeaning}" : "")}");
    }

    private static string Why(PassageExplanation? explanation, WorkbenchPhrases phrases)
    {
        if (explanation is null)
            return phrases.Changed;
        var parts = explanation.Terms.Where(term => term.Score > 0).OrderByDescending(term => term.Score).Select(term => Term(term, phrases))
            .Concat(explanation.Phrases.Select(pair => phrases.Near(WorkbenchText.Plain(pair.First), WorkbenchText.Plain(pair.Second), $"+{WorkbenchText.Number(pair.Score)}"))).ToList();
        if (explanation.Terms.Sum(term => term.ArticleScore) is > 0 and var article)
            parts.Add(phrases.Article($"+{WorkbenchText.Number(article)}"));
        var lacking = explanation.Terms.Where(term => term.Score == 0).Select(term => WorkbenchText.Plain(term.Word, SnippetLength)).ToList();
        if (lacking.Count > 0)
            parts.Add(phrases.Lacks(string.Join(", ", lacking)));
        return string.Join("; ", parts);
    }

    private static string Term(TermContribution term, WorkbenchPhrases phrases)
    {
        var places = new List<string>();
        if (term.InText > 0)
            places.Add(string.Create(CultureInfo.InvariantCulture, $"×{term.InText}"));
        if (term.InHeading > 0)
            places.Add(phrases.InHeading);
        if (term.InTitle > 0)
            places.Add(phrases.InTitle);
        places.Add($"idf {WorkbenchText.Number(term.Idf)}");
        return $"{WorkbenchText.Plain(term.Word, SnippetLength)} +{WorkbenchText.Number(term.Score)} ({string.Join(", ", places)})";
    }
}
