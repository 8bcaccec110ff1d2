using QaBot.Articles;
using QaBot.Grounding;

namespace QaBot.Answering;

/// <summary>
/// Gives a claim of a draft exact quotes and a verdict. A claim that cites nothing is given the citation that supports it, if there is
/// one; no claim loses a citation that its draft gave. Thread-safe.
/// </summary>
public sealed class ClaimChecker(CitationVerifier verifier, QuoteFinder quotes)
{
    /// <summary>A citation that the draft did not give is added only when there is hardly a doubt.</summary>
    private const double Sure = 0.75;

    public CheckedClaim Check(DraftClaim draft, IReadOnlyList<EvidencePassage> evidence)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(evidence);
        var cited = draft.Passages.Select(number => evidence.FirstOrDefault(passage => passage.Number == number)).OfType<EvidencePassage>().ToList();
        return cited.Count > 0 ? CheckCited(draft, cited) : FindSupport(draft, evidence) ?? Unsupported(draft);
    }

    /// <summary>The claim with the citation that supports it beyond doubt, whatever its draft cites; null when no passage does.</summary>
    public CheckedClaim? FindSupport(DraftClaim draft, IReadOnlyList<EvidencePassage> evidence)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(evidence);
        foreach (var passage in evidence)
        {
            if (Quote(draft, passage) is not { } span)
                continue;
            var grounding = verifier.Verify(draft.Text, [passage.Article.Text.Slice(span)]);
            if (grounding.Verdict == GroundingVerdict.Supported && grounding.Score >= Sure && verifier.HasWordsOf(draft.Text, passage.Article.Text.Slice(span)))
                return new CheckedClaim(ShownText.OfClaim(draft.Text), [new QuotedWords(passage.Article, span)], grounding);
        }

        return null;
    }

    /// <summary>
    /// The claim without the citations that have nothing to do with it, where others support it by themselves; null when there are none such.
    /// </summary>
    public CheckedClaim? WithoutIdleCitations(DraftClaim draft, IReadOnlyList<EvidencePassage> evidence)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(evidence);
        if (draft.Passages.Count < 2)
            return null;
        var alone = draft.Passages.ToDictionary(number => number, number => Check(draft with { Passages = [number] }, evidence).Grounding.Verdict);
        var kept = draft.Passages.Where(number => alone[number] != GroundingVerdict.Unsupported).ToList();
        return kept.Count < draft.Passages.Count && kept.Exists(number => alone[number] == GroundingVerdict.Supported)
            ? Check(draft with { Passages = kept }, evidence)
            : null;
    }

    private CheckedClaim CheckCited(DraftClaim written, List<EvidencePassage> cited)
    {
        var draft = written with { Text = WithoutSource(written.Text, cited) };
        var spans = cited.Select(passage => (passage, span: Quote(draft, passage) ?? passage.Span)).ToList();
        var grounding = Verify(draft.Text, [.. spans.Select(item => (item.passage.Article, item.passage.Article.Text.Slice(item.span)))]);
        if (grounding.Verdict != GroundingVerdict.Supported)
        {
            var whole = Verify(draft.Text, [.. cited.Select(passage => (passage.Article, passage.Text))]);
            grounding = whole.Score > grounding.Score ? whole : grounding;
        }

        return new CheckedClaim(ShownText.OfClaim(written.Text), [.. spans.Select(item => new QuotedWords(item.passage.Article, item.span))], grounding);
    }

    private GroundingResult Verify(string claim, IReadOnlyList<(Article Article, string Text)> sources) =>
        verifier.VerifyTogether(claim, [.. sources.GroupBy(source => source.Article, (_, own) => own.Select(source => source.Text).ToList())]);

    /// <summary>"The Gazette: “…”" says of a quotation only where it is from, which the citation does as well; the words are what is to be checked.</summary>
    private static string WithoutSource(string claim, List<EvidencePassage> cited)
    {
        var colon = claim.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0 || claim.AsSpan(colon + 1).TrimStart() is not ['"' or '“' or '«' or '„', ..])
            return claim;
        var source = claim.AsSpan(0, colon).Trim(" *_").ToString();
        return cited.TrueForAll(passage => IsNamed(passage.Article, source)) ? claim[(colon + 1)..].TrimStart() : claim;
    }

    private static bool IsNamed(Article article, string source) =>
        new[] { article.DisplayName, article.Title, article.Publisher, article.Author, article.Name }.Concat(article.Aliases)
            .Any(name => string.Equals(name, source, StringComparison.OrdinalIgnoreCase));

    private static CheckedClaim Unsupported(DraftClaim draft)
    {
        var reason = draft.Passages.Count == 0
            ? "The draft cites nothing for it, and no passage supports it."
            : $"The draft cites [{string.Join("][", draft.Passages)}], which is not among the passages, and no passage supports it.";
        return new CheckedClaim(ShownText.OfClaim(draft.Text), [], new GroundingResult(GroundingVerdict.Unsupported, 0, reason));
    }

    /// <summary>The words that the claim rests on, as whole sentences: half of one can mean something else.</summary>
    private TextSpan? Quote(DraftClaim draft, EvidencePassage passage)
    {
        if (quotes.Find(draft.Text, passage.Article.Text, passage.Span) is not { } found)
            return null;
        return SentenceSplitter.Split(passage.Article.Text, passage.Span).Where(found.Overlaps).Aggregate(found, (span, sentence) => span.Union(sentence));
    }
}
