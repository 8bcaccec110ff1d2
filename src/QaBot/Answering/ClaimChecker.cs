using QaBot.Articles;
using QaBot.Grounding;

namespace QaBot.Answering;

/// <summary>
/// Turns a claim of a draft into a claim with exact quotes and a verdict. A claim that cites nothing is given the citation that
/// supports it, if there is one; no claim loses a citation that its draft gave. Thread-safe.
/// </summary>
public sealed class ClaimChecker(CitationVerifier verifier, QuoteFinder quotes)
{
    /// <summary>A citation that the draft did not give is added only when there is hardly a doubt.</summary>
    private const double Sure = 0.75;

    /// <param name="citations">Where the claim's citations are added.</param>
    public Claim Check(DraftClaim draft, IReadOnlyList<EvidencePassage> evidence, CitationList citations)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(citations);
        var cited = draft.Passages.Select(number => evidence.FirstOrDefault(passage => passage.Number == number)).OfType<EvidencePassage>().ToList();
        return cited.Count > 0 ? CheckCited(draft, cited, citations) : FindSupport(draft, evidence, citations);
    }

    private Claim CheckCited(DraftClaim written, List<EvidencePassage> cited, CitationList citations)
    {
        var draft = written with { Text = WithoutSource(written.Text, cited) };
        var spans = cited.Select(passage => (passage, span: Quote(draft, passage) ?? passage.Span)).ToList();
        var grounding = verifier.Verify(draft.Text, [.. spans.Select(item => item.passage.Article.Text.Slice(item.span))]);
        if (grounding.Verdict != GroundingVerdict.Supported)
        {
            var whole = verifier.Verify(draft.Text, [.. cited.Select(passage => passage.Text)]);
            grounding = whole.Score > grounding.Score ? whole : grounding;
        }

        var numbers = spans.Select(item => citations.Cite(item.passage.Article, item.span).Number).Distinct().ToList();
        return new Claim(ShownText.OfClaim(written.Text), numbers, grounding);
    }

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

    private Claim FindSupport(DraftClaim draft, IReadOnlyList<EvidencePassage> evidence, CitationList citations)
    {
        foreach (var passage in evidence)
        {
            if (Quote(draft, passage) is not { } span)
                continue;
            var grounding = verifier.Verify(draft.Text, [passage.Article.Text.Slice(span)]);
            if (grounding.Verdict == GroundingVerdict.Supported && grounding.Score >= Sure)
                return new Claim(ShownText.OfClaim(draft.Text), [citations.Cite(passage.Article, span).Number], grounding);
        }

        var reason = draft.Passages.Count == 0
            ? "The draft cites nothing for it, and no passage supports it."
            : $"The draft cites [{string.Join("][", draft.Passages)}], which is not among the passages, and no passage supports it.";
        return new Claim(ShownText.OfClaim(draft.Text), [], new GroundingResult(GroundingVerdict.Unsupported, 0, reason));
    }

    /// <summary>The words that the claim rests on, as whole sentences: half of one can mean something else.</summary>
    private TextSpan? Quote(DraftClaim draft, EvidencePassage passage)
    {
        if (quotes.Find(draft.Text, passage.Article.Text, passage.Span) is not { } found)
            return null;
        return SentenceSplitter.Split(passage.Article.Text, passage.Span).Where(found.Overlaps).Aggregate(found, (span, sentence) => span.Union(sentence));
    }
}
