namespace QaBot.Grounding;

/// <summary>The probability that a claim is supported, from a dozen measurements of its comparison with the sources.</summary>
/// <remarks>
/// A logistic regression, fitted by <c>tests/tools/fit-grounding.py</c> on public claims with human labels: BEGIN (Dziri et al., 2022) and WiCE
/// (Kamoi et al., 2023), both sets and both labels weighing the same.
/// </remarks>
internal static class SupportModel
{
    /// <summary>At least this probable counts as supported: where balanced accuracy peaks on both sets.</summary>
    public const double SupportedFrom = 0.55;

    /// <summary>Below this nothing is supported.</summary>
    public const double PartialFrom = 0.15;

    private const double Intercept = -1.635;

    private static readonly double[] Weights = [-0.161, 1.572, 1.067, -2.547, -1.195, -1.179, -0.725, -3.046, -0.368, 0.589, -0.194, -1.267, 2.908, 0.961, -0.900, -0.839];

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
            comparison.LeastCoverage(),
            comparison.OrderedCoverage(),
            Math.Min(2, Count(ObjectionKind.Number)),
            Count(ObjectionKind.Name),
            Math.Min(2, New(Lexicon.FirstPerson)),
            Math.Min(2, New(Lexicon.Opinion)),
            Math.Min(1, Count(ObjectionKind.Opposite)),
            Math.Min(1, Count(ObjectionKind.Quantifier)),
            Math.Min(1, Count(ObjectionKind.Attribution)),
            Math.Min(1, Count(ObjectionKind.Modality)),
            claim.Text.Contains('?') ? 1 : 0,
            comparison.WordCoverage(),
            comparison.PhraseCoverage(),
            Math.Min(1, New(Lexicon.SecondPerson)),
            Math.Log(1 + claim.Content.Count),
        ];

        int New(IReadOnlySet<string> words) => claim.Words.Count(w => words.Contains(w.Form) && !comparison.WindowForms.Contains(w.Form));

        int Count(ObjectionKind kind) => objections.Count(o => o.Kind == kind);
    }
}
