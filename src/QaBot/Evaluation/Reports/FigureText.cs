using System.Globalization;
using QaBot.Evaluation.Metrics;

namespace QaBot.Evaluation.Reports;

/// <summary>Figures as people read them.</summary>
public static class FigureText
{
    /// <summary>Shares to three decimals, others as whole numbers.</summary>
    public static string Number(Metric metric, double value)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.IsShare ? Share(value) : Unsigned(value.ToString("0", CultureInfo.InvariantCulture));
    }

    public static string Share(double value) => Unsigned(value.ToString("0.000", CultureInfo.InvariantCulture));

    /// <summary>An interval of shares.</summary>
    public static string Interval(Estimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return $"{Share(estimate.Low)} – {Share(estimate.High)}";
    }

    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What is wrong with a reply, as a sentence.</summary>
    public static string Of(ReplyFault fault) => fault switch
    {
        ReplyFault.Answered => "Answered, though the sources do not answer it.",
        ReplyFault.Refused => "Refused, though the sources answer it.",
        ReplyFault.NotConversational => "Taken for a question of the sources.",
        ReplyFault.WrongSource => "No relevant document is cited first.",
        ReplyFault.WrongAnswer => "No accepted answer is given at once.",
        ReplyFault.Incomplete => "Not everything that must be shown is.",
        _ => "Right.",
    };

    /// <summary>What is rounded to nothing has no sign.</summary>
    private static string Unsigned(string number) => number.AsSpan().ContainsAnyInRange('1', '9') ? number : number.TrimStart('-');
}
