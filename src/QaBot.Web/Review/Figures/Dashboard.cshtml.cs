using QaBot.Review.Reports;
using QaBot.Web.Review.Access;

namespace QaBot.Web.Review.Figures;

/// <summary><c>/review/dashboard</c>: how good answers are, over time and by what made them.</summary>
public sealed class DashboardModel(ReviewAccess access, ReviewStoreFile file, TimeProvider time) : ReviewPageModel(access, file)
{
    /// <summary>As many lines as can be told apart.</summary>
    private const int MostLines = 6;

    private const int MostBars = 25;

    private IReadOnlyList<DashboardCell> _shownOverTime = [];
    private IReadOnlyList<string> _places = [];

    public DashboardQuery Query { get; private set; } = null!;

    /// <summary>One for each value of the dimension, those with most answers first.</summary>
    public IReadOnlyList<DashboardCell> Totals { get; private set; } = [];

    public int Answers { get; private set; }

    /// <summary>What figures are split by, in words; null when they are not.</summary>
    public string? Dimension => Query.By switch
    {
        DashboardDimension.Prompt => "Prompt version",
        DashboardDimension.Model => "Model",
        DashboardDimension.Channel => "Channel",
        DashboardDimension.Article => "Article",
        _ => null,
    };

    /// <summary>What is not shown, in a sentence; null when all is.</summary>
    public string? Omission => Totals.Count <= MostLines ? null
        : $"Over time the {MostLines} with most answers are shown"
            + $"{(Totals.Count > MostBars ? $", in total {MostBars} of {Totals.Count:N0}" : "")}; /api/review/figures/dashboard gives all.";

    public async Task OnGetAsync()
    {
        Query = DashboardQuery.Parse(Request.Query, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var dashboard = await Store.DashboardAsync(Query.Since, Query.Until, Query.Period, Query.By, HttpContext.RequestAborted);
        Totals = dashboard.Totals;
        // By article an answer stands in several groups, or in none.
        Answers = Query.By == DashboardDimension.Article
            ? (await Store.MeasuresAsync(Query.Since, Query.Until, HttpContext.RequestAborted)).Count
            : Totals.Sum(total => total.Answers);
        var lines = Totals.Take(MostLines).Select(total => total.Group).ToHashSet(StringComparer.Ordinal);
        _shownOverTime = [.. dashboard.Cells.Where(cell => lines.Contains(cell.Group))];
        if (dashboard.Cells.Count > 0)
            _places = [.. DashboardQuery.Periods(dashboard.Cells[0].From, dashboard.Cells[^1].From, Query.Period).Select(NameOf)];
    }

    public FigureTable OverTime(Measure measure) => new(
        $"{measure.Title} over time", "line", measure.IsShare, Query.Period switch { DashboardPeriod.Week => "Week from", DashboardPeriod.Month => "Month", _ => "Day" }, Dimension, _places,
        [.. _shownOverTime.Select(cell => measure.Row(cell, NameOf(cell.From), cell.Group))]);

    public FigureTable InTotal(Measure measure)
    {
        var shown = Totals.Take(MostBars).Select(total => measure.Row(total, total.Group, "")).ToList();
        return new FigureTable($"{measure.Title} by {Dimension?.ToLowerInvariant()}", "bars", measure.IsShare, Dimension ?? "", null, shown.ConvertAll(row => row.X), shown);
    }

    private string NameOf(DateTimeOffset time) => DashboardQuery.NameOf(time, Query.Period);
}
