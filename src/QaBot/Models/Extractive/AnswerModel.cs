using System.Text.Json;

namespace QaBot.Models.Extractive;

/// <summary>
/// The learned weights by feature: of the sentence ranker and of the evidence gate. They stand in <c>answer-model.json</c>, which
/// <c>tests/tools/fit-answering.py</c> writes. Immutable.
/// </summary>
internal static class AnswerModel
{
    private const string Resource = "QaBot.Models.Extractive.answer-model.json";

    private static readonly JsonElement s_weights = Read();

    /// <summary>Weights of <see cref="SentenceFeatures.Values"/>, in their order.</summary>
    public static double[] Ranking { get; } = WeightsOf("ranking", SentenceFeatures.Names);

    /// <summary>Weights of <see cref="GateFeatures.Values"/>, in their order.</summary>
    public static double[] Gate { get; } = WeightsOf("gate", GateFeatures.Names);

    public static double GateIntercept { get; } = s_weights.GetProperty("gateIntercept").GetDouble();

    private static double[] WeightsOf(string model, IReadOnlyList<string> features)
    {
        var weights = s_weights.GetProperty(model);
        return [.. features.Select(feature => weights.GetProperty(feature).GetDouble())];
    }

    private static JsonElement Read()
    {
        using var stream = typeof(AnswerModel).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
