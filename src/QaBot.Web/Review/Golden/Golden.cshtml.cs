using System.Text;
using Microsoft.AspNetCore.Mvc;
using QaBot.Review.Golden;
using QaBot.Web.Review.Access;

namespace QaBot.Web.Review.Golden;

/// <summary><c>/review/golden</c>: the test cases that reviewed answers were made into.</summary>
public sealed class GoldenModel(ReviewAccess access, ReviewStoreFile file) : ReviewPageModel(access, file)
{
    public IReadOnlyList<GoldenCase> Cases { get; private set; } = [];

    public bool IsRemoved { get; private set; }

    public async Task OnGetAsync()
    {
        IsRemoved = Request.Query["done"] == "removed";
        Cases = await Store.GoldenAsync(HttpContext.RequestAborted);
    }

    /// <summary>As an evaluation set: one case a line.</summary>
    public async Task<IActionResult> OnGetDownloadAsync()
    {
        var lines = new StringBuilder();
        foreach (var golden in await Store.GoldenAsync(HttpContext.RequestAborted))
            lines.Append(golden.Json).Append('\n');
        return File(Encoding.UTF8.GetBytes(lines.ToString()), "application/jsonl", "questions.jsonl");
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? id)
    {
        await Store.RemoveGoldenAsync(id ?? "", Reviewer.Name);
        return Redirect("/review/golden?done=removed");
    }
}
