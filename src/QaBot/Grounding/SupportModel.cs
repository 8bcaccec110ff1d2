namespace QaBot.Grounding;

/// <summary>The probability that a claim is supported, from a dozen measurements of its comparison with the sources.</summary>
internal static class SupportModel
{
    /// <summary>At least this probable counts as supported.</summary>
    public const double SupportedFrom = 0.5;

    /// <summary>Below this nothing is supported.</summary>
    public const double PartialFrom = 0.15;

    private const double Intercept = -9;

    private static readonly double[] Weights = [4, 3, 3, 3, 1, 1, -1, -1, -1, -1, -1, -0.3, -0.3, -0.3, -0.3, -0.5, 0];

    public static double Probability(IReadOnlyList<double> features)
    {
        var sum = Intercept;
        for (var i = 0; i < features.Count; i++)
            sum += Weights[i] * features[i];
        return 1 / (1 + Math.Exp(-sum));
    }

    /// <summary>What the model looks at, in the order of its weights.</summary>
    public static double[] Features(Comparison comparison, IReadOnlyList<Objection> objections)
    {
        var claim = comparison.Claim;
        return
        [
            comparison.Coverage,
            comparison.NearestCoverage,
            comparison.WindowCoverage,
            comparison.LeastCoverage(),
            comparison.PairCoverage(),
            comparison.OrderedCoverage(),
            Math.Min(2, Count(ObjectionKind.Number)),
            Count(ObjectionKind.Name),
            Math.Min(3, claim.Words.Count(w => IsPersonal(w, comparison))),
            Math.Min(2, Count(ObjectionKind.Negation)),
            Math.Min(1, Count(ObjectionKind.Opposite)),
            Math.Min(1, Count(ObjectionKind.Quantifier)),
            Math.Min(1, Count(ObjectionKind.Attribution)),
            Math.Min(1, Count(ObjectionKind.Modality)),
            Math.Min(6, comparison.Unknown.Count),
            claim.Text.Contains('?') ? 1 : 0,
            Math.Log(1 + comparison.Sentences.Count),
        ];

        int Count(ObjectionKind kind) => objections.Count(o => o.Kind == kind);
    }

    /// <summary>Talk about oneself or one's tastes comes from the writer, not from a source.</summary>
    private static bool IsPersonal(StatementWord word, Comparison comparison) =>
        (Lexicon.FirstPerson.Contains(word.Form) && word.Surface != "US" || Lexicon.Opinion.Contains(word.Form)) && !comparison.WindowForms.Contains(word.Form);
}
