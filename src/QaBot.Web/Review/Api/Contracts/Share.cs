using System.ComponentModel;
using QaBot.Review.Reports;

namespace QaBot.Web.Review.Api.Contracts;

/// <summary>How many of a number, with the 95 % interval of the share.</summary>
public sealed record Share(
    int Hits,
    int Count,
    [property: Description("0 to 1; null of nothing.")] double? Value,
    [property: Description("Of Wilson's 95 % interval.")] double? Low,
    [property: Description("Of Wilson's 95 % interval.")] double? High)
{
    internal static Share Of(Proportion share) => new(share.Hits, share.Count, Number(share.Value), Number(share.Low), Number(share.High));

    /// <summary>JSON has no NaN, nor what is infinite.</summary>
    internal static double? Number(double value) => double.IsFinite(value) ? value : null;
}
