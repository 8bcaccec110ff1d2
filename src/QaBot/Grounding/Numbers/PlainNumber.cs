namespace QaBot.Grounding.Numbers;

/// <param name="IsRounded">The claim says "about", "nearly" or the like.</param>
internal sealed record PlainNumber(Quantity Quantity, bool IsRounded) : ClaimedNumber(Quantity.Span)
{
    public override bool IsStatedIn(Statement sentence) =>
        sentence.Quantities.Any(stated => Quantity.IsStatedAs(stated, IsRounded))
        || (Quantity.Unit == "%" && sentence.Fractions.Any(stated => stated.IsPercentage(Quantity.Value, IsRounded)));

    public override bool CanBe(Quantity stated) => Quantity.IsStatedAs(stated, true);
}
