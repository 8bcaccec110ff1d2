using QaBot.Review;
using QaBot.Web.Review.Access;
using QaBot.Web.Sources;

namespace QaBot.Web.Review.Audit;

/// <summary><c>/review/audit?answer=&amp;take=</c>: who changed what.</summary>
public sealed class AuditModel(ReviewAccess access, ReviewStoreFile file) : ReviewPageModel(access, file)
{
    private const int FirstTake = 100;
    private const int MostTaken = 10_000;

    /// <summary>Only of this answer; null for all.</summary>
    public string? AnswerId { get; private set; }

    public int Take { get; private set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    /// <summary>The address with more entries; null when these are all.</summary>
    public string? MoreUrl => Entries.Count < Take || Take == MostTaken
        ? null
        : $"/review/audit?take={Math.Min(MostTaken, Take * 4)}{(AnswerId is null ? "" : $"&answer={Uri.EscapeDataString(AnswerId)}")}";

    public async Task OnGetAsync(string? answer, string? take)
    {
        AnswerId = string.IsNullOrWhiteSpace(answer) ? null : answer;
        Take = Math.Clamp(QuoteRange.Number(take) ?? FirstTake, 1, MostTaken);
        Entries = await Store.AuditAsync(AnswerId, Take, HttpContext.RequestAborted);
    }
}
