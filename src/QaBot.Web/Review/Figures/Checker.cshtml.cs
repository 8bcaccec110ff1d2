using QaBot.Review.Reports;
using QaBot.Web.Review.Access;

namespace QaBot.Web.Review.Figures;

/// <summary><c>/review/checker</c>: what the checker finds of claims beside what people find, and how far people agree.</summary>
public sealed class CheckerModel(ReviewAccess access, ReviewStoreFile file) : ReviewPageModel(access, file)
{
    /// <summary>More points than a chart has places for say nothing more.</summary>
    private const int MostPoints = 100;

    public CheckerReport Report { get; private set; } = null!;

    public IReadOnlyList<ReviewerAgreement> Agreement { get; private set; } = [];

    public FigureTable Reasons => new(
        "Precision of the checker by its reason", "bars", IsShare: true, "Reason", null,
        [.. Report.Reasons.Select(reason => NameOf(reason.Reason))],
        [.. Report.Reasons.Select(reason => new FigureRow(
            NameOf(reason.Reason), "", reason.Precision.Value, reason.Precision.Low, reason.Precision.High, $"{reason.Precision.Hits:N0} of {reason.Precision.Count:N0} flagged"))]);

    /// <summary>The curve, thinned out where it has many points; the ends stay.</summary>
    public IReadOnlyList<Evaluation.Metrics.RocPoint> Curve =>
        Report.Roc.Count <= MostPoints ? Report.Roc : [.. Enumerable.Range(0, MostPoints).Select(i => Report.Roc[(int)((long)i * (Report.Roc.Count - 1) / (MostPoints - 1))])];

    public async Task OnGetAsync()
    {
        Report = await Store.CheckerAsync(HttpContext.RequestAborted);
        Agreement = await Store.AgreementAsync(HttpContext.RequestAborted);
    }

    /// <summary>What Cohen's kappa of a value is called.</summary>
    /// <remarks>Landis and Koch, The Measurement of Observer Agreement for Categorical Data, 1977.</remarks>
    public static string NameOf(double kappa) => kappa switch
    {
        double.NaN => "",
        < 0 => "poor",
        <= 0.2 => "slight",
        <= 0.4 => "fair",
        <= 0.6 => "moderate",
        <= 0.8 => "substantial",
        _ => "almost perfect",
    };

    private static string NameOf(string reason) => reason.Length == 0 ? "(none given)" : reason;
}
