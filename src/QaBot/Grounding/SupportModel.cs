using System.Text.Json;

namespace QaBot.Grounding;

/// <summary>The probability that a claim is supported, from measurements of its comparison with the sources.</summary>
/// <remarks>
/// A logistic regression; <c>tests/tools/fit-grounding.py</c> writes its weights to <c>support-model.json</c>. Fitted on public claims with human
/// labels, BEGIN (Dziri et al., 2022) and WiCE (Kamoi et al., 2023), on rewordings from the golden set's tune half, and on sentences of
/// documents that <c>make-grounding-pairs.py</c> shortened, joined or added to. Sets weigh as the script says, both labels of a set the same.
/// </remarks>
internal static class SupportModel
{
    /// <summary>At least this probable counts as supported: both labels weigh the same in fitting.</summary>
    public const double SupportedFrom = 0.5;

    /// <summary>Below this nothing is supported.</summary>
    public const double PartialFrom = 0.3;

    private const string Resource = "QaBot.Grounding.support-model.json";

    private static readonly double s_intercept;
    private static readonly double[] s_weights;

    static SupportModel()
    {
        using var stream = typeof(SupportModel).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var document = JsonDocument.Parse(stream);
        s_intercept = document.RootElement.GetProperty("intercept").GetDouble();
        var weights = document.RootElement.GetProperty("weights");
        s_weights = [.. SupportFeatures.Names.Select(name => weights.GetProperty(name).GetDouble())];
    }

    /// <param name="features">As <see cref="SupportFeatures.Of"/> gives them.</param>
    public static double Probability(IReadOnlyList<double> features)
    {
        var sum = s_intercept;
        for (var i = 0; i < features.Count; i++)
            sum += s_weights[i] * features[i];
        return 1 / (1 + Math.Exp(-sum));
    }
}
