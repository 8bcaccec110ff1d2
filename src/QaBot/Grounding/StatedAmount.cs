using QaBot.Articles;
using QaBot.Grounding.Numbers;

namespace QaBot.Grounding;

/// <param name="Measure">The term of what is measured in ("km"), where the question leaves it open; empty otherwise.</param>
/// <param name="IsRough">Said with "about", "nearly" or the like.</param>
/// <param name="IsLeast">Said with "more than", "at least" or the like.</param>
internal sealed record StatedAmount(Quantity Quantity, string Measure, bool IsRough, bool IsLeast, TextSpan Span) : StatedValue(Span)
{
    /// <summary>How far, as a share, a rounded figure may be off.</summary>
    private const double RoughShare = 0.1;

    /// <summary>Smaller figures are counted, not rounded.</summary>
    private const double SmallestRounded = 50;

    /// <summary>"More than 4,000" is no word against 6,000, but it is one against 60,000.</summary>
    private const double MostAboveLeast = 2;

    public override bool Contradicts(StatedValue other) =>
        other is StatedAmount amount && amount.Quantity.Unit == Quantity.Unit && amount.Measure == Measure
        && !IsRoundingOf(amount) && !amount.IsRoundingOf(this) && !Allows(amount) && !amount.Allows(this);

    private bool IsRoundingOf(StatedAmount exact)
    {
        var (rounded, value) = (Quantity.Value, exact.Quantity.Value);
        var difference = Math.Abs(rounded - value);
        if (difference <= 1e-9 * Math.Abs(value))
            return true;
        return difference <= RoughShare * Math.Abs(value) && (IsRough || (rounded >= SmallestRounded && difference <= 0.5 * LastPlace(rounded)));
    }

    private bool Allows(StatedAmount other) =>
        IsLeast && other.Quantity.Value >= Quantity.Value && other.Quantity.Value <= MostAboveLeast * Quantity.Value;

    /// <summary>The place of the last digit that is not 0: 1,000 for 9,000.</summary>
    private static double LastPlace(double value)
    {
        var place = Math.Pow(10, Math.Floor(Math.Log10(value)));
        while (place > 1 && Math.Abs((value / place) - Math.Round(value / place)) > 1e-6)
            place /= 10;
        return place;
    }
}
