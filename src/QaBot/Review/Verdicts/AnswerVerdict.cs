namespace QaBot.Review.Verdicts;

/// <summary>What a reviewer finds of a whole answer.</summary>
public enum AnswerVerdict
{
    Right,
    Wrong,

    /// <summary>Nothing in it is wrong, and something that the sources say is missing.</summary>
    Incomplete,

    /// <summary>It answers what the sources do not.</summary>
    ShouldHaveRefused,

    /// <summary>It refuses what the sources do answer.</summary>
    ShouldHaveAnswered,
}
