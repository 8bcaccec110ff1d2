using QaBot.Answering;
using QaBot.Review.Verdicts;

namespace QaBot.Review.Exports;

/// <summary>An answer with its reviews, as exports have it: without who asked.</summary>
/// <param name="VerdictReasons">Why each claim got the checker's verdict, in their order.</param>
public sealed record ReviewedAnswer(
    string Id, DateTimeOffset Time, string? Channel, AnswerJson Answer, IReadOnlyList<ConversationTurn> History, IReadOnlyList<string> VerdictReasons, IReadOnlyList<AnswerReview> Reviews);
