using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaBot.Articles;
using QaBot.Passages;

namespace QaBot.Web.Sources;

/// <summary><c>/sources/{article}?start=&amp;end=</c>: an article's text as QaBot read it, with the quoted words highlighted.</summary>
/// <remarks>Names are looked up among the articles of the corpus, never in the file system. <c>from</c> leafs through a long article.</remarks>
public sealed class ArticleModel(LiveCorpus corpus) : PageModel
{
    /// <summary>Null when there is none of that name; then <see cref="Problem"/> says why.</summary>
    public Article? Article { get; private set; }

    public string Heading { get; private set; } = "";

    /// <summary>What is wrong with the address, or why there is no article; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The quoted range is not in the text any more.</summary>
    public bool IsQuoteGone { get; private set; }

    /// <summary>The quote is longer than a part; its beginning is highlighted.</summary>
    public bool IsQuoteCut { get; private set; }

    /// <summary>What of the text is shown.</summary>
    public TextSpan Part { get; private set; }

    /// <summary>What is highlighted; within <see cref="Part"/>.</summary>
    public TextSpan? Quote { get; private set; }

    public void OnGet([FromRoute] string article, [FromQuery] string? start, [FromQuery] string? end, [FromQuery] string? from)
    {
        Article = Find(article);
        if (Article is null)
        {
            Explain(article);
            return;
        }

        Heading = Article.DisplayName;
        var range = QuoteRange.Parse(start, end, Article.Text);
        Problem = range.Problem ?? (from is null || QuoteRange.Number(from) is not null ? null : QuoteRange.NoNumber("from", from));
        if (Problem is not null)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        IsQuoteGone = range.IsGone;
        Part = range.Span is { } asked ? ArticlePart.Around(Article.Text, asked) : ArticlePart.From(Article.Text, QuoteRange.Number(from) ?? 0);
        if (range.Span is { } quote)
            Highlight(quote);
    }

    private void Highlight(TextSpan quote)
    {
        IsQuoteCut = quote.End > Part.End;
        Quote = IsQuoteCut ? new TextSpan(quote.Start, Part.End) : quote;
    }

    private Article? Find(string name) => corpus.Current?.Articles.FirstOrDefault(article => article.Name == name);

    private void Explain(string name)
    {
        Heading = corpus.Current is null ? "No articles yet" : "No such article";
        Response.StatusCode = corpus.Current is null ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status404NotFound;
        var failure = corpus.Current?.Report.Failures.FirstOrDefault(file => file.Name == name);
        Problem = corpus.Current is null ? corpus.Problem ?? "The articles are still being indexed."
            : failure is not null ? $"The file {name} is not indexed. {failure.Problem}"
            : $"The collection has no article “{name}”. It may have been renamed or removed.";
    }
}
