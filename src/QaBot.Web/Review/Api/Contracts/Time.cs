using System.ComponentModel;
using QaBot.Review.Reports;

namespace QaBot.Web.Review.Api.Contracts;

/// <summary>A quantile of times in milliseconds, with its 95 % interval.</summary>
public sealed record Time(
    [property: Description("In milliseconds; null of nothing.")] double? Value,
    [property: Description("Of the 95 % interval; null where too few answers bound it.")] double? Low,
    [property: Description("Of the 95 % interval; null where too few answers bound it.")] double? High)
{
    internal static Time Of(Quantile time) => new(Share.Number(time.Value), Share.Number(time.Low), Share.Number(time.High));
}
