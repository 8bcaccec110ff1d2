using QaBot.Review.Verdicts;

namespace QaBot.Review.Reports;

/// <summary>How good answers are, over time and by what made them.</summary>
/// <param name="Cells">By time, then by group.</param>
/// <param name="Totals">Over the whole time, one for each group.</param>
public sealed record Dashboard(IReadOnlyList<DashboardCell> Cells, IReadOnlyList<DashboardCell> Totals)
{
    private const int ShownOfHash = 8;

    /// <param name="deciding">The review that counts for an answer; see <see cref="ReviewStates.Deciding"/>.</param>
    public static Dashboard Of(
        IReadOnlyCollection<AnswerMeasure> answers, IReadOnlyDictionary<string, AnswerReview> deciding, DashboardPeriod period, DashboardDimension dimension)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(deciding);
        var grouped = answers.SelectMany(answer => Groups(answer, dimension).Select(group => (group, answer))).ToList();
        var cells = grouped.GroupBy(item => (From: StartOf(item.answer.Time, period), item.group))
            .Select(cell => Cell(cell.Key.From, cell.Key.group, cell.Select(item => item.answer), deciding))
            .OrderBy(cell => cell.From).ThenBy(cell => cell.Group, StringComparer.Ordinal);
        var totals = grouped.GroupBy(item => item.group)
            .Select(all => Cell(all.Min(item => StartOf(item.answer.Time, period)), all.Key, all.Select(item => item.answer), deciding))
            .OrderByDescending(cell => cell.Answers).ThenBy(cell => cell.Group, StringComparer.Ordinal);
        return new Dashboard([.. cells], [.. totals]);
    }

    private static DashboardCell Cell(DateTimeOffset from, string group, IEnumerable<AnswerMeasure> of, IReadOnlyDictionary<string, AnswerReview> deciding)
    {
        var answers = of.ToList();
        var reviews = answers.Select(answer => deciding.GetValueOrDefault(answer.Id)).OfType<AnswerReview>().ToList();
        var times = answers.Select(answer => answer.TotalMs).Order().ToList();
        return new DashboardCell(
            from,
            group,
            answers.Count,
            Proportion.Of(reviews, review => review.Verdict == AnswerVerdict.Right),
            Proportion.Of(reviews.SelectMany(review => review.Pairs).Where(pair => !pair.IsReopened), pair => pair.Verdict == PairVerdict.Supported),
            Proportion.Of(answers, answer => answer.IsRefused),
            new Proportion(answers.Sum(answer => answer.Likes), answers.Sum(answer => answer.Likes + answer.Dislikes)),
            Quantile.Of(times, 0.5),
            Quantile.Of(times, 0.95));
    }

    private static IEnumerable<string> Groups(AnswerMeasure answer, DashboardDimension dimension) => dimension switch
    {
        DashboardDimension.Prompt => [answer.Prompt is null ? "none" : $"{answer.Prompt} {answer.PromptHash?[..Math.Min(ShownOfHash, answer.PromptHash.Length)]}".TrimEnd()],
        DashboardDimension.Model => [answer.Model ?? "none"],
        DashboardDimension.Channel => [answer.Channel],
        DashboardDimension.Article => answer.Articles,
        _ => [""],
    };

    private static DateTimeOffset StartOf(DateTimeOffset time, DashboardPeriod period)
    {
        var day = new DateTimeOffset(time.UtcDateTime.Date, TimeSpan.Zero);
        return period switch
        {
            DashboardPeriod.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            DashboardPeriod.Month => day.AddDays(1 - day.Day),
            _ => day,
        };
    }
}
