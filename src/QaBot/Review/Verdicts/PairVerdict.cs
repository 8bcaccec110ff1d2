namespace QaBot.Review.Verdicts;

/// <summary>What a reviewer finds of one claim and one of the quotes that it cites.</summary>
public enum PairVerdict
{
    /// <summary>The quote says what the claim says.</summary>
    Supported,

    /// <summary>The quote says a part of it.</summary>
    Partly,

    /// <summary>The quote says otherwise.</summary>
    Contradicted,

    /// <summary>It may be true, but this quote is about something else.</summary>
    WrongSource,

    /// <summary>Nothing of it is in the quote or the text around it.</summary>
    NotThere,
}
