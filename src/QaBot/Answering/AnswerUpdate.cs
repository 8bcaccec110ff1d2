using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>
/// One step of an answer that is under way. A stream is: at most one <see cref="EvidenceFound"/>, any number of
/// <see cref="TextReleased"/>, exactly one <see cref="AnswerCompleted"/> at the end. The texts released, joined, are the answer's text.
/// </summary>
public abstract record AnswerUpdate
{
    private protected AnswerUpdate()
    {
    }
}

/// <summary>The passages are found; the answer is being written.</summary>
public sealed record EvidenceFound(string Query, IReadOnlyList<RetrievedPassage> Retrieved) : AnswerUpdate;

/// <summary>The next piece of the answer's text, with the claim in it already verified; nothing released is taken back.</summary>
/// <param name="Text">To append, markers and spacing included.</param>
/// <param name="Claim">Null for connecting words of ours.</param>
/// <param name="NewCitations">Citations that appear for the first time.</param>
public sealed record TextReleased(string Text, Claim? Claim, IReadOnlyList<Citation> NewCitations) : AnswerUpdate;

public sealed record AnswerCompleted(Answer Answer) : AnswerUpdate;
