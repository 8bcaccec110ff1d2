using Microsoft.AspNetCore.Mvc;
using QaBot.Answering;
using QaBot.Passages;
using QaBot.Review;
using QaBot.Review.Golden;
using QaBot.Review.Queue;
using QaBot.Review.Verdicts;
using QaBot.Web.Review.Access;
using QaBot.Web.Review.Queue;

namespace QaBot.Web.Review.Detail;

/// <summary>
/// <c>/review/{id}?claim=&amp;n=</c>: an answer with what it rests on, to be judged. The rest of the address is the queue that it is in; without a script
/// the page is loaded anew for each quote that is looked at, with one only the quote is.
/// </summary>
public sealed class AnswerModel(ReviewAccess access, ReviewStoreFile file, LiveCorpus corpus, TimeProvider time) : ReviewPageModel(access, file)
{
    /// <summary>The page prolongs it by its script; without one it is long enough for most answers.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);

    /// <summary>What the address can say was just done.</summary>
    private static readonly Dictionary<string, string> s_done = new(StringComparer.Ordinal)
    {
        ["saved"] = "Saved.",
        ["golden"] = "Saved, and now a test case.",
        ["removed"] = "No longer a test case.",
    };

    public AnswerRecord Record { get; private set; } = null!;

    public QueueQuery Queue { get; private set; } = null!;

    public ReviewForm Form { get; private set; } = null!;

    /// <summary>The reviewer's own review as it is stored; null when there is none.</summary>
    public AnswerReview? Own { get; private set; }

    /// <summary>Those of others; to be shown only when <see cref="ShowsOthers"/>.</summary>
    public IReadOnlyList<AnswerReview> Others { get; private set; } = [];

    public IReadOnlyList<AnswerFeedback> Feedback { get; private set; } = [];

    /// <summary>The test case that was made of the answer; null when there is none.</summary>
    public GoldenCase? Golden { get; private set; }

    /// <summary>Another reviewer who is at the answer now; null when nobody is.</summary>
    public ReviewLease? Elsewhere { get; private set; }

    public QuotePlace? Place { get; private set; }

    /// <summary>What was just done, or why it was not.</summary>
    public string? Message { get; private set; }

    /// <summary>Set when the reviewer's own review is not the one that the form was filled with: then both are shown.</summary>
    public bool IsConflict { get; private set; }

    /// <summary>Who has not given a verdict yet does not see others', so that agreement means something.</summary>
    public bool ShowsOthers => Own?.Verdict is not null;

    /// <summary>Whether a verdict of this reviewer's would decide between others.</summary>
    public bool CanAdjudicate => ShowsOthers && (Own!.IsAdjudication || Others.Any(other => other.Verdict is not null && Differs(other)));

    public Corpus? Corpus => corpus.Current;

    protected override async Task<bool> FindAsync()
    {
        if (RouteData.Values["id"] is not string id || await Store.FindAsync(id, HttpContext.RequestAborted) is not { } record)
            return false;
        (Record, Queue) = (record, QueueQuery.Parse(Request.Query));
        return true;
    }

    public async Task OnGetAsync()
    {
        Message = s_done.GetValueOrDefault(Request.Query["done"].ToString());
        await ShowAsync();
    }

    /// <summary>The quote that the address asks for, as a part of the page.</summary>
    public IActionResult OnGetQuote()
    {
        Place = PlaceOf(Selection.Parse(Request.Query));
        return Place is null ? NotFound() : Partial("_Quote", this);
    }

    /// <summary>What there is to see and to do after a verdict, as a part of the page.</summary>
    public async Task<IActionResult> OnGetAfterAsync()
    {
        await LoadAsync();
        return Partial("_After", this);
    }

    /// <summary>The reviewer's own review as it is stored, as a part of the page.</summary>
    public async Task<IActionResult> OnGetStoredAsync()
    {
        await LoadAsync();
        return Partial("_Stored", Own);
    }

    /// <summary>The next answer of the queue, without storing anything.</summary>
    public async Task<IActionResult> OnGetNextAsync() => Redirect(await NextUrlAsync());

    public Task<IActionResult> OnPostAsync() => SaveAsync(async () =>
    {
        if (Request.Form["then"] != "next")
            return Redirect(UrlOf("done=saved"));
        await Store.ReleaseAsync(Record.Id, Reviewer.Name);
        return Redirect(await NextUrlAsync());
    });

    public Task<IActionResult> OnPostGoldenAsync() => SaveAsync(async () =>
    {
        var (golden, problem) = MakeGolden();
        if (golden is null)
        {
            Message = problem;
            await ShowAsync(Form);
            return Fail(StatusCodes.Status400BadRequest);
        }

        await Store.AddGoldenAsync(golden);
        return Redirect(UrlOf("done=golden"));
    });

    public Task<IActionResult> OnPostRemoveGoldenAsync() => SaveAsync(async () =>
    {
        await Store.RemoveGoldenAsync(Record.Id, Reviewer.Name);
        return Redirect(UrlOf("done=removed"));
    });

    /// <summary>The same for the page's script: answers 200 or 409 with the version that is stored now.</summary>
    public async Task<IActionResult> OnPostAutosaveAsync()
    {
        var isStored = await StoreAsync();
        return new JsonResult(new { version = Own?.Version ?? 0, hasVerdict = ShowsOthers, message = Message })
        {
            StatusCode = isStored ? StatusCodes.Status200OK : IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest,
        };
    }

    public async Task<IActionResult> OnPostLeaseAsync()
    {
        var lease = await Store.LeaseAsync(Record.Id, Reviewer.Name, LeaseTime);
        return new JsonResult(new { elsewhere = lease.Reviewer == Reviewer.Name ? null : lease.Reviewer });
    }

    public async Task<IActionResult> OnPostReleaseAsync()
    {
        await Store.ReleaseAsync(Record.Id, Reviewer.Name);
        return new NoContentResult();
    }

    /// <summary>This page, in its queue.</summary>
    /// <param name="query">More for the address's query.</param>
    public string UrlOf(string query) => $"{Queue.UrlOf(Record.Id)}&{query}";

    public string UrlOf(Selection selection) => UrlOf(selection.ToString());

    /// <summary>Null for what no reviewer has stored.</summary>
    public JudgedPair? StoredPair(int claim, int citation) => Own?.Pairs.FirstOrDefault(pair => pair.Claim == claim && pair.Citation == citation);

    /// <summary>The test case that the stored review makes of the answer, or why it makes none.</summary>
    public (GoldenCase? Case, string? Problem) MakeGolden() =>
        Own is null ? (null, "Give the answer a verdict first: it says what is right.") : GoldenCases.Make(Record, Own, time.GetUtcNow());

    public IEnumerable<(Selection Selection, AnswerJson.PassageJson Passage, string? Text, bool IsEvidence)> Passages() =>
        Record.Answer.Retrieved.Select((passage, index) => (
            new Selection(null, index + 1),
            passage,
            QuotePlace.TextOf(passage, Record, Corpus),
            Record.Evidence.Any(evidence => evidence.Article == passage.Article && evidence.Start <= passage.Start && evidence.End >= passage.End)));

    /// <summary>What to call a cited article.</summary>
    public string TitleOf(AnswerJson.CitationJson citation)
    {
        ArgumentNullException.ThrowIfNull(citation);
        return citation.Title ?? Corpus?.Articles.FirstOrDefault(article => article.Name == citation.Article)?.DisplayName ?? citation.Article;
    }

    private bool Differs(AnswerReview other) =>
        other.Verdict != Own!.Verdict
        || other.Pairs.Any(pair => StoredPair(pair.Claim, pair.Citation) is { } own && own.Verdict != pair.Verdict);

    private async Task<IActionResult> SaveAsync(Func<Task<IActionResult>> goOn)
    {
        if (await StoreAsync())
            return await goOn();
        await ShowAsync(Form);
        return Fail(IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest);
    }

    /// <returns>Whether what was posted is stored; where not, the form is what was posted, ready to be saved over what is stored.</returns>
    private async Task<bool> StoreAsync()
    {
        await LoadAsync();
        Form = ReviewForm.Parse(Request.Form, Record);
        Message = Form.Problem;
        if (Message is not null)
            return false;
        if (Form.Reviewer != Reviewer.Name)
        {
            Resolve($"This was begun as “{Form.Reviewer}”, and you are now “{Reviewer.Name}”. Nothing was stored; save again to store it under your name.");
            return false;
        }

        var review = Form.ToReview(Record, Own, Corpus);
        if (Own is null ? Form.IsEmpty : ReviewForm.IsSame(review, Own))
            return true;
        try
        {
            Own = await Store.SaveAsync(review);
            Form = ReviewForm.From(Own, Reviewer.Name);
            return true;
        }
        catch (ReviewConflictException)
        {
            await LoadAsync();
            Resolve("You have changed this review elsewhere meanwhile. Nothing was stored now, and nothing that you typed is lost: compare both, then save again to keep what is in the form.");
            return false;
        }
    }

    private void Resolve(string message)
    {
        IsConflict = true;
        Message = message;
        Form = Form with { Version = Own?.Version ?? 0, Reviewer = Reviewer.Name };
    }

    private async Task ShowAsync(ReviewForm? typed = null)
    {
        await LoadAsync();
        Form = typed ?? ReviewForm.From(Own, Reviewer.Name);
        Feedback = await Store.FeedbackOnAsync(Record.Id, HttpContext.RequestAborted);
        var lease = await Store.LeaseAsync(Record.Id, Reviewer.Name, LeaseTime);
        Elsewhere = lease.Reviewer == Reviewer.Name ? null : lease;
        Place = PlaceOf(Selection.Parse(Request.Query)) ?? PlaceOf(First());
    }

    private async Task LoadAsync()
    {
        var reviews = await Store.ReviewsOfAsync(Record.Id);
        Own = reviews.FirstOrDefault(review => review.Reviewer == Reviewer.Name);
        Others = [.. reviews.Where(review => review.Reviewer != Reviewer.Name)];
        Golden = await Store.FindGoldenAsync(Record.Id);
    }

    private Selection? First() => ReviewForm.PairsOf(Record).Select(pair => (Selection?)new Selection(pair.Claim, pair.Citation)).FirstOrDefault()
        ?? (Record.Answer.Retrieved.Count > 0 ? new Selection(null, 1) : null);

    private QuotePlace? PlaceOf(Selection? selection) => selection is { } asked ? QuotePlace.Of(Record, asked, Corpus) : null;

    private async Task<string> NextUrlAsync() =>
        await Store.NextAsync(Queue.Filter, Queue.Order, Reviewer.Name, Record.Id) is { } next ? Queue.UrlOf(next) : $"{(Queue with { Page = 1 }).ListUrl}&done=1";
}
