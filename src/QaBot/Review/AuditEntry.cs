namespace QaBot.Review;

/// <summary>Who changed what in the reviews.</summary>
/// <param name="Who">A reviewer, or <see cref="Self"/>.</param>
/// <param name="What">"review", "adjudicate", "golden-add", "golden-remove", "import", "reopen", "delete-user", "delete-old", "export-user".</param>
/// <param name="Subject">Id of the answer, or what else it was done to; null when there is no one thing.</param>
/// <param name="Detail">In a few words; no words of users.</param>
public sealed record AuditEntry(DateTimeOffset Time, string Who, string What, string? Subject, string? Detail)
{
    /// <summary>Who changes what changes by itself.</summary>
    public const string Self = "qabot";
}
