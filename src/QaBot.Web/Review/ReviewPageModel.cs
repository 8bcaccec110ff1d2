using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaBot.Review;
using QaBot.Web.Review.Access;
using QaBot.Web.Security;

namespace QaBot.Web.Review;

/// <summary>What the pages for reviewers have in common: who reviews, and the store.</summary>
[ReviewersOnly]
[RequestSizeLimit(MaxBody)]
public abstract class ReviewPageModel(ReviewAccess access, ReviewStoreFile file) : PageModel
{
    /// <summary>Two texts of the longest, a verdict for each of some hundred pairs, and what forms add.</summary>
    private const int MaxBody = 256 * 1024;

    public Reviewer Reviewer { get; private set; } = null!;

    protected IReviewStore Store { get; private set; } = null!;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        Reviewer = await access.FindAsync(HttpContext) ?? throw new InvalidOperationException("The gate let someone through who may not review.");
        Store = await file.OpenAsync();
        if (await FindAsync())
        {
            await next();
            return;
        }

        await RefusalPage.WriteAsync(HttpContext, StatusCodes.Status404NotFound, "No such answer", "There is none under this address. It may have been deleted.", (ReviewGate.Root, "To the queue"));
        context.Result = new EmptyResult();
    }

    /// <returns>Whether there is what the address asks for.</returns>
    protected virtual Task<bool> FindAsync() => Task.FromResult(true);

    /// <summary>The page again, with a status that says that it was not done.</summary>
    protected PageResult Fail(int status)
    {
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
