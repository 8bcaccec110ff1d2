using System.ComponentModel;

namespace QaBot.Web.Review.Api.Contracts;

/// <summary>Who the caller is, and what a browser's changes need.</summary>
public sealed record Session(
    [property: Description("As it stands in verdicts and in the audit log.")] string Reviewer,
    [property: Description("The header that a browser's changes carry.")] string AntiforgeryHeader,
    [property: Description("Its value; belongs to this session's cookies.")] string AntiforgeryToken);
