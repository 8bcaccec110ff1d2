using QaBot.Review.Golden;
using QaBot.Review.Queue;
using QaBot.Review.Reports;
using QaBot.Review.Verdicts;

namespace QaBot.Review;

/// <summary>What reviewers read and write: the queue of stored answers, their reviews, golden cases and the audit log. Thread-safe.</summary>
/// <remarks>Answers get in by <see cref="AnswerLog"/>; they are in the queue as soon as they are stored. Every change is audited with it, or neither happens.</remarks>
public interface IReviewStore : IAsyncDisposable
{
    /// <param name="skip">How many to leave out, at least 0.</param>
    /// <param name="take">1 to 500.</param>
    Task<ReviewPage> QueueAsync(ReviewFilter filter, ReviewOrder order, int skip, int take, CancellationToken cancellationToken = default);

    /// <summary>The first answer of a queue that nobody else is at and that this reviewer has not reviewed; null when there is none.</summary>
    /// <param name="after">An answer to leave out, which was just seen.</param>
    Task<string?> NextAsync(ReviewFilter filter, ReviewOrder order, string reviewer, string? after, CancellationToken cancellationToken = default);

    Task<FilterValues> FilterValuesAsync(CancellationToken cancellationToken = default);

    /// <summary>Null when there is no answer with this id.</summary>
    Task<AnswerRecord?> FindAsync(string answerId, CancellationToken cancellationToken = default);

    Task<IReadOnlyList<AnswerFeedback>> FeedbackOnAsync(string answerId, CancellationToken cancellationToken = default);

    /// <summary>Every review of an answer, by reviewer.</summary>
    Task<IReadOnlyList<AnswerReview>> ReviewsOfAsync(string answerId, CancellationToken cancellationToken = default);

    /// <summary>All reviews, by answer and reviewer.</summary>
    IAsyncEnumerable<AnswerReview> ReadReviewsAsync(CancellationToken cancellationToken = default);

    /// <summary>All answers, oldest first.</summary>
    IAsyncEnumerable<AnswerRecord> ReadAnswersAsync(CancellationToken cancellationToken = default);

    /// <summary>What users say, of all answers.</summary>
    Task<IReadOnlyList<AnswerFeedback>> ReadFeedbackAsync(CancellationToken cancellationToken = default);

    /// <summary>Stores a review in place of the same reviewer's last one.</summary>
    /// <param name="review">With the version that it was read with; 0 for the first.</param>
    /// <returns>As stored, with its new version and time.</returns>
    /// <exception cref="ReviewConflictException">The same reviewer has changed it elsewhere meanwhile.</exception>
    /// <exception cref="KeyNotFoundException">There is no such answer.</exception>
    Task<AnswerReview> SaveAsync(AnswerReview review, CancellationToken cancellationToken = default);

    /// <summary>Marks pairs whose words are not where they were as reopened, and unmarks those whose words are back.</summary>
    /// <param name="textOf">The text of an article; null when it is gone.</param>
    /// <returns>How many reviews changed.</returns>
    Task<int> RefreshAsync(Func<string, string?> textOf, CancellationToken cancellationToken = default);

    /// <summary>Takes or prolongs the lease of an answer.</summary>
    /// <returns>The lease that holds now: another reviewer's, if that came first and has not ended.</returns>
    Task<ReviewLease> LeaseAsync(string answerId, string reviewer, TimeSpan duration, CancellationToken cancellationToken = default);

    Task ReleaseAsync(string answerId, string reviewer, CancellationToken cancellationToken = default);

    /// <summary>Adds or replaces a test case.</summary>
    Task AddGoldenAsync(GoldenCase golden, CancellationToken cancellationToken = default);

    /// <returns>False when there was none.</returns>
    Task<bool> RemoveGoldenAsync(string answerId, string reviewer, CancellationToken cancellationToken = default);

    /// <summary>Null when the answer is no test case.</summary>
    Task<GoldenCase?> FindGoldenAsync(string answerId, CancellationToken cancellationToken = default);

    /// <summary>By time.</summary>
    Task<IReadOnlyList<GoldenCase>> GoldenAsync(CancellationToken cancellationToken = default);

    /// <summary>The latest entries, newest first.</summary>
    /// <param name="answerId">Only of this answer; null for all.</param>
    Task<IReadOnlyList<AuditEntry>> AuditAsync(string? answerId, int take, CancellationToken cancellationToken = default);

    /// <summary>What figures are made of, for every answer of a time, oldest first.</summary>
    /// <param name="since">Inclusive; null for no bound.</param>
    /// <param name="until">Exclusive; null for no bound.</param>
    Task<IReadOnlyList<AnswerMeasure>> MeasuresAsync(DateTimeOffset? since, DateTimeOffset? until, CancellationToken cancellationToken = default);

    /// <summary>Ids of the answers that a user was given, oldest first.</summary>
    Task<IReadOnlyList<string>> AnswersOfUserAsync(string user, CancellationToken cancellationToken = default);

    /// <summary>Notes in the audit log that a user's data were exported; whose is not kept there.</summary>
    Task NoteExportAsync(string reviewer, int answers, CancellationToken cancellationToken = default);

    /// <summary>Deletes all that is stored of a user's answers, with their reviews and test cases, and what the user said of any answer.</summary>
    /// <returns>How many answers.</returns>
    Task<int> DeleteUserAsync(string user, string reviewer, CancellationToken cancellationToken = default);

    /// <summary>Deletes answers given before a time, with their reviews; test cases stay.</summary>
    /// <returns>How many answers.</returns>
    Task<int> DeleteBeforeAsync(DateTimeOffset time, string reviewer, CancellationToken cancellationToken = default);
}
