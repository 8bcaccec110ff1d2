using System.Text.RegularExpressions;

namespace QaBot.Grounding.Numbers;

/// <summary>A number of years, decades or centuries, which a source may state by the years in which something begins and ends.</summary>
internal sealed partial record Duration(Quantity Quantity, double Unit) : ClaimedNumber(Quantity.Span)
{
    /// <summary>How far the time between two years can be from so many decades or centuries, as a share of one.</summary>
    private const double Rounding = 0.35;

    /// <summary>The one of which the quantity is the number; null for none.</summary>
    public static Duration? At(string text, Quantity quantity)
    {
        if (quantity.IsOrdinal || quantity.Unit.Length > 0 || Expression().Match(text, quantity.Span.End) is not { Success: true } match)
            return null;
        return new Duration(quantity, match.Groups["years"].Success ? 1 : match.Groups["decades"].Success ? 10 : 100);
    }

    public override bool IsStatedIn(Statement sentence)
    {
        if (sentence.Quantities.Any(stated => Quantity.IsStatedAs(stated, true)))
            return true;
        var years = sentence.Quantities.Where(q => q.IsYear).Select(q => q.Value).ToList();
        return years.Exists(first => years.Exists(last => last > first && Math.Abs(((last - first) / Unit) - Quantity.Value) <= (Unit > 1 ? Rounding : 0)));
    }

    public override bool CanBe(Quantity stated) => stated.IsYear || Quantity.IsStatedAs(stated, true);

    [GeneratedRegex(@"\G[\s-]+(?:(?<years>years?)|(?<decades>decades?)|(?<centuries>centur(?:y|ies)))\b(?![\s-]+(?:old|ago)\b)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Expression();
}
