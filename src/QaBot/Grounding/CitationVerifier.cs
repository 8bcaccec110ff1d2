using QaBot.Articles;
using QaBot.Retrieval;

namespace QaBot.Grounding;

/// <summary>Checks whether sources support a claim. Thread-safe.</summary>
/// <remarks>
/// <para>A claim that stands in a source word for word is supported. For any other, each of its words is looked for in the sources: itself in any form, one of its
/// family, a synonym (<see cref="Likeness"/>). The <see cref="Objections"/> look for what it says otherwise: numbers, dates, names, negation, opposites,
/// quantifiers, who said it, and whether it is fact or possibility; each limits the verdict and gives its reason. A logistic regression over how much is found,
/// how near together and in what order (<see cref="SupportModel"/>) weighs the rest.</para>
/// <para>It reads words, not meaning: a rewording that shares few words with its source gets Partial, which asks for a reader's eye.</para>
/// </remarks>
public sealed class CitationVerifier(Analyzer analyzer)
{
    private readonly Analyzer _analyzer = analyzer;

    /// <param name="sources">Texts of which one, or several together, should support the claim; none gives Unsupported.</param>
    public GroundingResult Verify(string claim, IReadOnlyList<string> sources)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.Count == 0)
            return new GroundingResult(GroundingVerdict.Unsupported, 0, "The claim cites no source.");
        if (IsVerbatim(claim, sources))
            return new GroundingResult(GroundingVerdict.Supported, 1, "The source states it in these words.");
        var comparison = new Comparison(claim, sources, _analyzer);
        if (comparison.Nearest is not { } nearest)
            return new GroundingResult(GroundingVerdict.Unsupported, 0, "The sources share no word with the claim.");
        var objections = Objections.To(comparison);
        return Judge(comparison, objections, SupportModel.Probability(SupportFeatures.Of(comparison, objections)));
    }

    /// <summary>
    /// As <see cref="Verify"/>, for sources of several articles: each part of the claim must have its names and numbers in one article, or
    /// the claim joins what no article does.
    /// </summary>
    /// <param name="articles">The sources of each article.</param>
    public GroundingResult VerifyTogether(string claim, IReadOnlyList<IReadOnlyList<string>> articles)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(articles);
        var together = Verify(claim, [.. articles.SelectMany(sources => sources)]);
        if (articles.Count < 2 || together.Verdict != GroundingVerdict.Supported || articles.Any(sources => Verify(claim, sources).Verdict == GroundingVerdict.Supported))
            return together;
        return Mixture.In(new Comparison(claim, [], _analyzer).Claim, [.. articles.Select(sources => new Comparison(claim, sources, _analyzer))]) is { } objection
            ? new GroundingResult(objection.Best, Math.Min(together.Score, SupportModel.SupportedFrom), objection.Reason)
            : together;
    }

    /// <summary>Whether a source has all words of a claim that carry meaning, or others that say the same.</summary>
    public bool HasWordsOf(string claim, string source)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(source);
        return new Comparison(claim, [source], _analyzer).Unknown.Count == 0;
    }

    /// <summary>The measurements that the model is fitted on, and whether a check objects; null for what is decided without them.</summary>
    internal (double[] Features, bool IsObjected)? Measure(string claim, IReadOnlyList<string> sources)
    {
        if (sources.Count == 0 || IsVerbatim(claim, sources))
            return null;
        var comparison = new Comparison(claim, sources, _analyzer);
        if (comparison.Nearest is null)
            return null;
        var objections = Objections.To(comparison);
        return (SupportFeatures.Of(comparison, objections), objections.Count > 0);
    }

    private static GroundingResult Judge(Comparison comparison, IReadOnlyList<Objection> objections, double probability)
    {
        var verdict = probability switch
        {
            >= SupportModel.SupportedFrom => GroundingVerdict.Supported,
            >= SupportModel.PartialFrom => GroundingVerdict.Partial,
            _ => GroundingVerdict.Unsupported,
        };
        var gravest = objections.OrderBy(o => o.Best).FirstOrDefault();
        if (gravest is not null && gravest.Best < verdict)
            verdict = gravest.Best;
        var score = verdict == GroundingVerdict.Supported ? probability : Math.Min(probability, SupportModel.SupportedFrom);
        return new GroundingResult(verdict, score, gravest?.Reason ?? Explain(comparison, verdict));
    }

    private static string Explain(Comparison comparison, GroundingVerdict verdict)
    {
        var unknown = comparison.Unknown.Select(w => $"“{w.Surface}”").Distinct().Take(3).ToList();
        return verdict == GroundingVerdict.Supported
            ? "The sources state its words, numbers and names."
            : unknown.Count > 0 ? $"The sources do not mention {string.Join(", ", unknown)}." : "The sources have its words, but not in one place or order.";
    }

    private static bool IsVerbatim(string claim, IReadOnlyList<string> sources)
    {
        var wording = PlainWording.Of(claim).TrimEnd('.', ' ');
        return wording.Any(char.IsLetterOrDigit) && sources.Any(s => StatesWhole(wording, s));
    }

    /// <summary>Words cut out of a sentence may have lost a "not" or a "prosecutors said": only whole sentences are verbatim.</summary>
    private static bool StatesWhole(string wording, string source)
    {
        if (PlainWording.Of(source, new TextSpan(0, source.Length)).Find(wording) is not { } place)
            return false;
        var sentences = SentenceSplitter.Split(source);
        return sentences.Any(s => s.Start <= place.Start && HasNoWord(source, s.Start, place.Start))
            && sentences.Any(s => place.End <= s.End && HasNoWord(source, place.End, s.End));
    }

    private static bool HasNoWord(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (char.IsLetterOrDigit(text[i]))
                return false;
        }

        return true;
    }
}
