using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Sets;

namespace QaBot.Evaluation.Reports;

/// <summary>What changed from one run to another, over the rows that both have.</summary>
/// <param name="Before">The first run, with those rows only.</param>
/// <param name="After">The second run, with the same rows in its order.</param>
/// <param name="Differences">In the catalogue's order, each metric over all rows and then for each kind; those that are undefined are left out.</param>
public sealed record RunComparison(EvaluationRun Before, EvaluationRun After, IReadOnlyList<MetricDifference> Differences)
{
    /// <summary>Replies that were wrong and are right, in the first run's order.</summary>
    public IReadOnlyList<(QuestionOutcome Before, QuestionOutcome After)> Mended => [.. Pairs().Where(pair => !WasRight(pair.Before) && IsRight(pair.After))];

    /// <summary>Replies that were right and are wrong, in the first run's order.</summary>
    public IReadOnlyList<(QuestionOutcome Before, QuestionOutcome After)> Broken => [.. Pairs().Where(pair => WasRight(pair.Before) && !IsRight(pair.After))];

    /// <summary>Claims whose verdict was wrong and is right, in the first run's order.</summary>
    public IReadOnlyList<(ClaimOutcome Before, ClaimOutcome After)> MendedClaims => [.. ClaimPairs().Where(pair => !pair.Before.IsRight && pair.After.IsRight)];

    /// <summary>Claims whose verdict was right and is wrong, in the first run's order.</summary>
    public IReadOnlyList<(ClaimOutcome Before, ClaimOutcome After)> BrokenClaims => [.. ClaimPairs().Where(pair => pair.Before.IsRight && !pair.After.IsRight)];

    /// <exception cref="EvaluationSetException">The runs have no row in common.</exception>
    public static RunComparison Of(EvaluationRun before, EvaluationRun after, Bootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(bootstrap);
        var (first, second) = (Shared(before, after), Shared(after, before));
        if (first.Questions.Count + first.Claims.Count + first.Drafts.Count == 0)
            throw new EvaluationSetException($"The runs of {before.Set} and {after.Set} have no row in common.");
        return new RunComparison(first, second, [.. MetricCatalog.All.SelectMany(metric => Compare(metric, first, second, bootstrap))]);
    }

    private static IEnumerable<MetricDifference> Compare(Metric metric, EvaluationRun before, EvaluationRun after, Bootstrap bootstrap)
    {
        var (first, second) = (metric.Observe(before), metric.Observe(after));
        var kinds = metric.ByKind(second).ToDictionary(kind => kind.Kind, kind => kind.Observations, StringComparer.Ordinal);
        var slices = metric.ByKind(first).Where(kind => kinds.ContainsKey(kind.Kind)).Select(kind => (Kind: (string?)kind.Kind, kind.Observations, kinds[kind.Kind]));
        return slices.Prepend((null, first, second))
            .Select(slice => new MetricDifference(
                metric, slice.Kind, metric.Statistic.Of(slice.Observations), metric.Statistic.Of(slice.Item3), bootstrap.Difference(metric.Statistic, slice.Observations, slice.Item3)))
            .Where(difference => !double.IsNaN(difference.Change.Value));
    }

    /// <summary>A row whose text has changed is another row.</summary>
    private static EvaluationRun Shared(EvaluationRun run, EvaluationRun other)
    {
        var questions = other.Questions.Select(question => (question.Asked.Id, question.Asked.Question)).ToHashSet();
        var claims = other.Claims.Select(claim => (claim.Id, claim.Claim)).ToHashSet();
        var drafts = other.Drafts.Select(draft => (draft.Id, draft.Draft)).ToHashSet();
        return run with
        {
            Questions = [.. run.Questions.Where(question => questions.Contains((question.Asked.Id, question.Asked.Question)))],
            Claims = [.. run.Claims.Where(claim => claims.Contains((claim.Id, claim.Claim)))],
            Drafts = [.. run.Drafts.Where(draft => drafts.Contains((draft.Id, draft.Draft)))],
        };
    }

    private IEnumerable<(QuestionOutcome Before, QuestionOutcome After)> Pairs()
    {
        var after = After.Questions.ToDictionary(question => question.Asked.Id, StringComparer.Ordinal);
        return Before.Questions.Select(question => (question, after[question.Asked.Id]));
    }

    private IEnumerable<(ClaimOutcome Before, ClaimOutcome After)> ClaimPairs()
    {
        var after = After.Claims.ToDictionary(claim => claim.Id, StringComparer.Ordinal);
        return Before.Claims.Select(claim => (claim, after[claim.Id]));
    }

    private bool WasRight(QuestionOutcome question) => question.IsRightAt(Before.RefuseBelow);

    private bool IsRight(QuestionOutcome question) => question.IsRightAt(After.RefuseBelow);
}
