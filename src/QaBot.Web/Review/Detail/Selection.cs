using System.Globalization;
using QaBot.Web.Sources;

namespace QaBot.Web.Review.Detail;

/// <summary>What of an answer is looked up in its article: a claim's citation, or a passage that was found.</summary>
/// <param name="Claim">Index of the claim, from 0; null for a passage.</param>
/// <param name="Number">Of the citation, or the rank of the passage from 1.</param>
public readonly record struct Selection(int? Claim, int Number)
{
    /// <returns>What an address asks for with <c>claim</c> and <c>n</c>, or with <c>passage</c>; null for nothing that can be read.</returns>
    public static Selection? Parse(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (QuoteRange.Number(query["passage"]) is { } rank)
            return new Selection(null, rank);
        return QuoteRange.Number(query["claim"]) is { } claim && QuoteRange.Number(query["n"]) is { } number ? new Selection(claim, number) : null;
    }

    /// <summary>As a part of an address's query.</summary>
    public override string ToString() => Claim is { } claim
        ? string.Create(CultureInfo.InvariantCulture, $"claim={claim}&n={Number}")
        : string.Create(CultureInfo.InvariantCulture, $"passage={Number}");
}
