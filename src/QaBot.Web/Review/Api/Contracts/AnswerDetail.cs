using System.ComponentModel;
using QaBot.Review;
using QaBot.Review.Golden;
using QaBot.Review.Verdicts;

namespace QaBot.Web.Review.Api.Contracts;

/// <summary>An answer with what is known of it.</summary>
public sealed record AnswerDetail(
    AnswerRecord Record,
    [property: Description("What users say of it.")] IReadOnlyList<AnswerFeedback> Feedback,
    [property: Description("The caller's own review.")] AnswerReview? Own,
    [property: Description("Reviews of others; empty until the caller has given a verdict, so that agreement means something.")] IReadOnlyList<AnswerReview> Others,
    [property: Description("How many reviews of others are not shown yet.")] int HiddenReviews,
    [property: Description("The test case that was made of it.")] GoldenCase? Golden);
