using QaBot.Answering;
using QaBot.Articles;
using QaBot.Passages;
using QaBot.Review;

namespace QaBot.Web.Review.Detail;

/// <summary>Words that an answer rests on, and where they stand in the article now.</summary>
public sealed record QuotePlace
{
    /// <summary>What selected it.</summary>
    public required Selection Selection { get; init; }

    public required string ArticleName { get; init; }

    public required string Title { get; init; }

    /// <summary>Where the words stood when the answer was given.</summary>
    public required TextSpan Recorded { get; init; }

    /// <summary>The words as they were; null for a passage of which they were not kept.</summary>
    public string? Quote { get; init; }

    /// <summary>The article as it is now; null when there is none.</summary>
    public Article? Article { get; init; }

    /// <summary>Where the words stand in it; null when they are not in it.</summary>
    public TextSpan? Now { get; init; }

    /// <summary>What a reviewer has to know about the place, in a sentence; null when the words stand where they stood.</summary>
    public string? Notice { get; init; }

    /// <summary>The piece of evidence that the words are from, as the prompt had it, where the article has them no more; null when it was not kept.</summary>
    public string? Evidence { get; init; }

    /// <summary>Where the words stand in <see cref="Evidence"/>; null when they do not.</summary>
    public TextSpan? InEvidence { get; init; }

    public bool IsMoved => Now is { } now && now != Recorded;

    /// <returns>Null when the answer has no such citation or passage.</returns>
    public static QuotePlace? Of(AnswerRecord record, Selection selection, Corpus? corpus)
    {
        ArgumentNullException.ThrowIfNull(record);
        return selection.Claim is null ? OfPassage(record, selection, corpus) : OfCitation(record, selection, corpus);
    }

    /// <summary>The text of a passage that was found: as the prompt had it, else as it is in the article now; null when it is in neither.</summary>
    public static string? TextOf(AnswerJson.PassageJson passage, AnswerRecord record, Corpus? corpus)
    {
        ArgumentNullException.ThrowIfNull(passage);
        ArgumentNullException.ThrowIfNull(record);
        var kept = record.Evidence.FirstOrDefault(evidence => evidence.Article == passage.Article && evidence.Start <= passage.Start && evidence.End >= passage.End);
        if (kept is not null && passage.End - kept.Start <= kept.Text.Length)
            return kept.Text[(passage.Start - kept.Start)..(passage.End - kept.Start)];
        return Find(passage.Article, corpus)?.Text is { } text && passage.End <= text.Length ? text[passage.Start..passage.End] : null;
    }

    private static QuotePlace? OfCitation(AnswerRecord record, Selection selection, Corpus? corpus)
    {
        var claims = record.Answer.Claims;
        if (selection.Claim >= claims.Count || !claims[selection.Claim!.Value].Citations.Contains(selection.Number))
            return null;
        var citation = record.Answer.Citations.FirstOrDefault(citation => citation.N == selection.Number);
        return citation is null ? null : Locate(record, corpus, new QuotePlace
        {
            Selection = selection,
            ArticleName = citation.Article,
            Title = citation.Title ?? citation.Article,
            Recorded = new TextSpan(citation.Start, citation.End),
            Quote = citation.Quote,
        });
    }

    private static QuotePlace? OfPassage(AnswerRecord record, Selection selection, Corpus? corpus)
    {
        if (selection.Number < 1 || selection.Number > record.Answer.Retrieved.Count)
            return null;
        var passage = record.Answer.Retrieved[selection.Number - 1];
        return Locate(record, corpus, new QuotePlace
        {
            Selection = selection,
            ArticleName = passage.Article,
            Title = Find(passage.Article, corpus)?.DisplayName ?? passage.Article,
            Recorded = new TextSpan(passage.Start, passage.End),
            Quote = TextOf(passage, record, corpus),
        });
    }

    private static QuotePlace Locate(AnswerRecord record, Corpus? corpus, QuotePlace place)
    {
        var article = Find(place.ArticleName, corpus);
        var located = place with { Article = article, Title = article?.DisplayName ?? place.Title };
        if (article is not null && place.Quote is { Length: > 0 } quote && Nearest(article.Text, quote, place.Recorded.Start) is { } start)
        {
            var now = new TextSpan(start, start + quote.Length);
            return located with { Now = now, Notice = now == place.Recorded ? null : "The article has changed since: these words now stand elsewhere in it." };
        }

        var kept = record.Evidence.FirstOrDefault(evidence => evidence.Article == place.ArticleName && evidence.Start <= place.Recorded.Start && evidence.End >= place.Recorded.End);
        var at = kept is null || place.Quote is not { Length: > 0 } ? -1 : kept.Text.IndexOf(place.Quote, StringComparison.Ordinal);
        return located with
        {
            Notice = corpus is null ? "The articles are still being indexed. This is what was recorded with the answer."
                : article is null ? "The article is no longer in the collection. This is what was recorded with the answer."
                : "The article has changed since, and these words are no longer in it. This is what was recorded with the answer; the article as it is now stands below.",
            Evidence = kept?.Text,
            InEvidence = at < 0 ? null : new TextSpan(at, at + place.Quote!.Length),
        };
    }

    /// <summary>Where a quote stands that is nearest to a position.</summary>
    private static int? Nearest(string text, string quote, int position)
    {
        if (position <= text.Length && text.AsSpan(position).StartsWith(quote, StringComparison.Ordinal))
            return position;
        var before = position == 0 ? -1 : text.LastIndexOf(quote, Math.Min(text.Length, position + quote.Length) - 1, StringComparison.Ordinal);
        var after = position >= text.Length ? -1 : text.IndexOf(quote, position, StringComparison.Ordinal);
        return (before, after) switch
        {
            ( < 0, < 0) => null,
            ( < 0, _) => after,
            (_, < 0) => before,
            _ => position - before <= after - position ? before : after,
        };
    }

    private static Article? Find(string name, Corpus? corpus) => corpus?.Articles.FirstOrDefault(article => article.Name == name);
}
