using QaBot.Review;

namespace QaBot.Web.Review.Access;

/// <summary>Who reviews in a request.</summary>
/// <param name="Name">As it stands in verdicts and in the audit log.</param>
/// <param name="IsSignedIn">False for someone at this machine where nobody signs in; then the name is what they say.</param>
public sealed record Reviewer(string Name, bool IsSignedIn)
{
    /// <summary>What someone at this machine is called who says no other name.</summary>
    public const string LocalName = "local";

    public const int MaxName = 100;

    /// <returns>Why a name cannot be a reviewer's, in one sentence; null when it can.</returns>
    public static string? NameProblem(string? name) =>
        string.IsNullOrWhiteSpace(name) ? "It is empty."
        : name.Length > MaxName ? $"It is longer than {MaxName} characters."
        : name != name.Trim() || name.Any(c => char.IsControl(c) || char.IsSurrogate(c)) ? "It has characters that a name cannot have."
        : name.Equals(AuditEntry.Self, StringComparison.OrdinalIgnoreCase) ? $"“{AuditEntry.Self}” stands for what happens by itself."
        : null;
}
