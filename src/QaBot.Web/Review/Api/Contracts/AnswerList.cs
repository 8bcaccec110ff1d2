using System.ComponentModel;
using QaBot.Review.Queue;

namespace QaBot.Web.Review.Api.Contracts;

/// <param name="IsTotalExact">False when there are more than were counted.</param>
public sealed record AnswerList(
    [property: Description("How many answers the filters let through; no more than 10,000 are counted.")] int Total,
    [property: Description("False when there are more than were counted.")] bool IsTotalExact,
    IReadOnlyList<ReviewItem> Items);
