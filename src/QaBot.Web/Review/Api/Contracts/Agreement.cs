using System.ComponentModel;
using QaBot.Review.Reports;

namespace QaBot.Web.Review.Api.Contracts;

/// <summary>How far two reviewers agree on what both judged.</summary>
public sealed record Agreement(
    string One,
    string Other,
    [property: Description("Answers with the same verdict.")] Share Answers,
    [property: Description("Cohen's kappa; null where chance would agree as well.")] double? AnswerKappa,
    [property: Description("Claims and quotes with the same verdict.")] Share Pairs,
    [property: Description("Cohen's kappa; null where chance would agree as well.")] double? PairKappa)
{
    internal static Agreement Of(ReviewerAgreement agreement) => new(
        agreement.One, agreement.Other, Share.Of(agreement.Answers), Share.Number(agreement.AnswerKappa), Share.Of(agreement.Pairs), Share.Number(agreement.PairKappa));
}
