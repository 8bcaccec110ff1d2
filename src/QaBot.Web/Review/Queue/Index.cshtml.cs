using QaBot.Review.Queue;
using QaBot.Web.Review.Access;

namespace QaBot.Web.Review.Queue;

/// <summary><c>/review</c>: the answers to review, those that need a person most first.</summary>
public sealed class IndexModel(ReviewAccess access, ReviewStoreFile file) : ReviewPageModel(access, file)
{
    public const int PageSize = 25;

    public QueueQuery Query { get; private set; } = null!;

    public ReviewPage Found { get; private set; } = null!;

    public FilterValues Values { get; private set; } = null!;

    public int PageCount => Math.Max(1, (Found.Total + PageSize - 1) / PageSize);

    /// <summary>A queue was worked through to its end.</summary>
    public bool IsDone { get; private set; }

    public async Task OnGetAsync()
    {
        Query = QueueQuery.Parse(Request.Query);
        IsDone = Request.Query.ContainsKey("done");
        Values = await Store.FilterValuesAsync(HttpContext.RequestAborted);
        Found = await PageAsync();
        if (Found.Items.Count == 0 && Query.Page > PageCount)
        {
            Query = Query with { Page = PageCount };
            Found = await PageAsync();
        }
    }

    public string UrlOfPage(int page) => (Query with { Page = page }).ListUrl;

    /// <summary>The same queue in another state, from its first page.</summary>
    public string UrlOfState(ReviewState? state) => (Query with { Page = 1, Filter = Query.Filter with { State = state } }).ListUrl;

    // The page's number comes from the address, where it may be any.
    private Task<ReviewPage> PageAsync() =>
        Store.QueueAsync(Query.Filter, Query.Order, (Math.Min(Query.Page, (ReviewPage.MostCounted / PageSize) + 1) - 1) * PageSize, PageSize, HttpContext.RequestAborted);
}
