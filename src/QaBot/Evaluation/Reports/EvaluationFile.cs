using System.Text.Json;
using QaBot.Evaluation.Sets;

namespace QaBot.Evaluation.Reports;

/// <summary>A report as a JSON file: the figures for people and scripts, and the run that they can be taken from again.</summary>
/// <param name="Resamples">That the intervals rest on.</param>
public sealed record EvaluationFile(EvaluationRun Run, int Resamples, IReadOnlyList<EvaluationFile.FigureJson> Figures)
{
    public static EvaluationFile From(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new EvaluationFile(report.Run, report.Resamples, [.. report.Figures.Select(FigureJson.From)]);
    }

    /// <summary>The run of a file that <see cref="ToString"/> wrote.</summary>
    /// <param name="name">Of the file, for messages.</param>
    /// <exception cref="EvaluationSetException">It is no such file.</exception>
    public static EvaluationRun Read(string json, string name)
    {
        try
        {
            return JsonSerializer.Deserialize(json, EvaluationJson.Readable.EvaluationFile)?.Run ?? throw new JsonException("It is null.");
        }
        catch (JsonException problem)
        {
            throw new EvaluationSetException($"{name} was not written by eval --out: {problem.Message}", problem);
        }
    }

    /// <summary>Several lines, with a newline at the end.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, EvaluationJson.Readable.EvaluationFile) + "\n";

    /// <param name="Group">What it measures, in lower case.</param>
    /// <param name="Kind">Of the rows; null for all of them.</param>
    /// <param name="Low">Lower end of the 95 % interval.</param>
    /// <param name="High">Upper end of the 95 % interval.</param>
    /// <param name="Count">Of the rows it rests on.</param>
    public sealed record FigureJson(string Group, string Metric, string? Kind, double Value, double Low, double High, int Count)
    {
        private const int Decimals = 6;

        internal static FigureJson From(Figure figure) => new(
            figure.Metric.Group.ToString().ToLowerInvariant(),
            figure.Metric.Name,
            figure.Kind,
            Math.Round(figure.Estimate.Value, Decimals),
            Math.Round(figure.Estimate.Low, Decimals),
            Math.Round(figure.Estimate.High, Decimals),
            figure.Estimate.Count);
    }
}
