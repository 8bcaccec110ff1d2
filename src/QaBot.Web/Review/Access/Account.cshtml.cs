using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace QaBot.Web.Review.Access;

/// <summary><c>/review/account</c>: who reviews; to sign out or, at this machine, to say another name.</summary>
public sealed class AccountModel(ReviewAccess access, ReviewStoreFile file) : ReviewPageModel(access, file)
{
    public string? Problem { get; private set; }

    public IActionResult OnPostName(string? name)
    {
        name = name?.Trim();
        if (Reviewer.IsSignedIn)
            return Forbid(ReviewerSessions.Scheme);
        if (Access.Reviewer.NameProblem(name) is { } problem)
        {
            Problem = problem;
            return Fail(StatusCodes.Status400BadRequest);
        }

        Response.Cookies.Append(ReviewAccess.NameCookie, name!, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Strict,
            Secure = Request.IsHttps,
        });
        return Redirect(ReviewGate.Root);
    }

    public async Task<IActionResult> OnPostSignOutAsync()
    {
        await HttpContext.SignOutAsync(ReviewerSessions.Scheme);
        return Redirect(ReviewGate.SignInPath);
    }
}
