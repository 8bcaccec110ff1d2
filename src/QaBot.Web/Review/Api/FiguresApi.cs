using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using QaBot.Review;
using QaBot.Review.Reports;
using QaBot.Web.Review.Api.Contracts;

namespace QaBot.Web.Review.Api;

/// <summary>Figures of answers, of the checker and of reviewers, and the audit log.</summary>
internal static class FiguresApi
{
    private const int MostEntries = 1000;

    public static void MapFigures(this IEndpointRouteBuilder api)
    {
        var figures = api.MapGroup("").WithTags("figures");
        figures.MapGet("/figures/dashboard", DashboardAsync).WithName("getDashboard").WithSummary("How good answers are over time and by what made them, with 95 % intervals.");
        figures.MapGet("/figures/checker", CheckerAsync).WithName("getChecker").WithSummary("What the checker finds of claims beside what people find of them.");
        figures.MapGet("/figures/agreement", AgreementAsync).WithName("listAgreement").WithSummary("How far reviewers agree, two by two.");
        figures.MapGet("/measures", MeasuresAsync).WithName("listMeasures").WithSummary("What figures are made of, for every answer of a time, oldest first.");
        figures.MapGet("/audit", AuditAsync).WithName("listAudit").WithSummary("Who changed what, newest first.").ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Ok<DashboardFigures>> DashboardAsync(
        [Description("The first day, in UTC; without it, all before.")] DateOnly? from,
        [Description("The last day, inclusive; without it, all after.")] DateOnly? to,
        [Description("Day, Week (the default) or Month.")] DashboardPeriod? period,
        [Description("What figures are split by; None by default.")] DashboardDimension? by,
        ReviewStoreFile file,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(DashboardFigures.Of(await (await file.OpenAsync()).DashboardAsync(
            DayRange.Since(from), DayRange.Until(to), period ?? DashboardPeriod.Week, by ?? DashboardDimension.None, cancellationToken)));

    private static async Task<Ok<CheckerFigures>> CheckerAsync(ReviewStoreFile file, CancellationToken cancellationToken) =>
        TypedResults.Ok(CheckerFigures.Of(await (await file.OpenAsync()).CheckerAsync(cancellationToken)));

    private static async Task<Ok<IReadOnlyList<Agreement>>> AgreementAsync(ReviewStoreFile file, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<Agreement>>([.. (await (await file.OpenAsync()).AgreementAsync(cancellationToken)).Select(Agreement.Of)]);

    private static async Task<Ok<IReadOnlyList<AnswerMeasure>>> MeasuresAsync(
        [Description("The first day, in UTC; without it, all before.")] DateOnly? from,
        [Description("The last day, inclusive; without it, all after.")] DateOnly? to,
        ReviewStoreFile file,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await (await file.OpenAsync()).MeasuresAsync(DayRange.Since(from), DayRange.Until(to), cancellationToken));

    private static async Task<Results<Ok<IReadOnlyList<AuditEntry>>, ProblemHttpResult>> AuditAsync(
        [Description("Only entries of this answer.")] string? answer,
        [Description("How many, 1 to 1000; 100 by default.")] int? take,
        ReviewStoreFile file,
        CancellationToken cancellationToken) =>
        take is < 1 or > MostEntries
            ? Problems.BadRequest($"take is 1 to {MostEntries}.")
            : TypedResults.Ok(await (await file.OpenAsync()).AuditAsync(answer, take ?? 100, cancellationToken));
}
