using QaBot.Answering;

namespace QaBot.Grounding;

/// <summary>Sides that different articles take on what a question asks for.</summary>
/// <param name="About">What the values are of, in the words of the first side.</param>
/// <param name="Sides">At least two, each of another article; the first is in the answer already.</param>
public sealed record FoundDisagreement(string About, IReadOnlyList<StatedSide> Sides)
{
    /// <summary>As the answer shows it, with the citations that state each side; empty unless two sides are cited.</summary>
    public IReadOnlyList<Disagreement> Cited(IReadOnlyList<Citation> citations)
    {
        var values = Sides
            .Select(side => (side.ValueText, Citation: side.In(citations)))
            .Where(side => side.Citation is not null)
            .Select(side => new DisputedValue(side.ValueText, side.Citation!.Number))
            .ToList();
        return values.Count < 2 ? [] : [new Disagreement(About, values)];
    }
}
