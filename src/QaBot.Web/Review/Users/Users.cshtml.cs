using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaBot.Review;
using QaBot.Web.Review.Access;

namespace QaBot.Web.Review.Users;

/// <summary><c>/review/users?user=</c>: what is stored of a user, to be exported or deleted; and answers to be deleted by age.</summary>
public sealed class UsersModel(ReviewAccess access, ReviewStoreFile file) : ReviewPageModel(access, file)
{
    /// <summary>Empty until one is asked for.</summary>
    public string UserId { get; private set; } = "";

    public int Answers { get; private set; }

    public int Opinions { get; private set; }

    /// <summary>What was just done, or why it was not.</summary>
    public string? Message { get; private set; }

    public bool IsDone { get; private set; }

    public bool HasData => Answers + Opinions > 0;

    public async Task OnGetAsync([FromQuery] string? user)
    {
        if (int.TryParse(Request.Query["deleted"], NumberStyles.None, CultureInfo.InvariantCulture, out var deleted))
            (IsDone, Message) = (true, $"{Words.Count(deleted, "answer is", "answers are")} deleted.");
        await LookUpAsync(user);
    }

    public async Task<IActionResult> OnPostExportAsync(string? user)
    {
        await LookUpAsync(user);
        if (!HasData)
            return Fail(StatusCodes.Status404NotFound);
        var export = new MemoryStream();
        await UserExport.WriteAsync(Store, UserId, Reviewer.Name, export, HttpContext.RequestAborted);
        return File(export.ToArray(), "application/json", "user-data.json");
    }

    public async Task<IActionResult> OnPostDeleteAsync(string? user, string? confirm)
    {
        await LookUpAsync(user);
        if (!HasData)
            return Fail(StatusCodes.Status404NotFound);
        if (confirm is null)
            return Unconfirmed();
        return RedirectDeleted(await Store.DeleteUserAsync(UserId, Reviewer.Name));
    }

    public async Task<IActionResult> OnPostDeleteOldAsync(string? before, string? confirm)
    {
        if (!DateTimeOffset.TryParseExact(before, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day))
        {
            Message = "Give the day before which answers are to be deleted.";
            return Fail(StatusCodes.Status400BadRequest);
        }

        if (confirm is null)
            return Unconfirmed();
        return RedirectDeleted(await Store.DeleteBeforeAsync(day, Reviewer.Name));
    }

    private PageResult Unconfirmed()
    {
        Message = "Nothing was deleted: tick that you mean it.";
        return Fail(StatusCodes.Status400BadRequest);
    }

    private RedirectResult RedirectDeleted(int count) => Redirect(string.Create(CultureInfo.InvariantCulture, $"/review/users?deleted={count}"));

    private async Task LookUpAsync(string? user)
    {
        UserId = user?.Trim() ?? "";
        if (UserId.Length == 0)
            return;
        Answers = (await Store.AnswersOfUserAsync(UserId, HttpContext.RequestAborted)).Count;
        Opinions = (await Store.ReadFeedbackAsync(HttpContext.RequestAborted)).Count(feedback => feedback.UserId == UserId);
    }
}
