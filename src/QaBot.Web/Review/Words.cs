using System.Globalization;
using QaBot.Answering;
using QaBot.Review.Queue;
using QaBot.Review.Verdicts;

namespace QaBot.Web.Review;

/// <summary>How the pages for reviewers call things.</summary>
public static class Words
{
    public static string Of(AnswerVerdict verdict) => verdict switch
    {
        AnswerVerdict.ShouldHaveRefused => "Should have refused",
        AnswerVerdict.ShouldHaveAnswered => "Should have answered",
        _ => verdict.ToString(),
    };

    public static string Of(PairVerdict verdict) => verdict switch
    {
        PairVerdict.WrongSource => "Wrong source",
        PairVerdict.NotThere => "Not there",
        _ => verdict.ToString(),
    };

    public static string HintOf(PairVerdict verdict) => verdict switch
    {
        PairVerdict.Supported => "The quote says what the claim says.",
        PairVerdict.Partly => "The quote says a part of it.",
        PairVerdict.Contradicted => "The quote says otherwise.",
        PairVerdict.WrongSource => "It may be true, but this quote is about something else.",
        _ => "Nothing of it is in the quote or the text around it.",
    };

    public static string HintOf(AnswerVerdict verdict) => verdict switch
    {
        AnswerVerdict.Right => "It says what the sources say; or it rightly refused.",
        AnswerVerdict.Wrong => "Something in it is not so.",
        AnswerVerdict.Incomplete => "Nothing in it is wrong, and something is missing.",
        AnswerVerdict.ShouldHaveRefused => "It answers what the sources do not.",
        _ => "It refuses what the sources do answer.",
    };

    public static string Of(ReviewState state) => state switch
    {
        ReviewState.Open => "Not reviewed",
        ReviewState.Reopened => "Article changed",
        ReviewState.Disputed => "Reviewers differ",
        _ => "Reviewed",
    };

    public static string Of(AnswerKind kind) => kind switch
    {
        AnswerKind.Cited => "Answer",
        AnswerKind.Refused => "Refusal",
        _ => "Conversation",
    };

    /// <summary>In UTC, to the minute.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Machine(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string Score(double score) => score.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
