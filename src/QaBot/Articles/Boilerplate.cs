using System.Text.RegularExpressions;

namespace QaBot.Articles;

/// <summary>
/// Finds what belongs to the web page that an article was taken from: menus, mastheads, photo credits, links to other stories, comment and
/// membership prompts. Whatever could be a sentence, a list, a table or a verse of the text itself stays.
/// </summary>
internal static partial class Boilerplate
{
    /// <summary>Prompts and links are short; a paragraph is the author's.</summary>
    private const int MaxLength = 140;

    /// <summary>Fewer paragraphs of running text make no article in which single lines stand out.</summary>
    private const int MinProse = 8;

    public static List<TextParagraph> Mark(IReadOnlyList<TextParagraph> paragraphs)
    {
        var marked = SplitCredits(paragraphs).ToList();
        var isPage = marked.Any(paragraph => paragraph.Kind == BlockKind.Boilerplate);
        if (IsNavigation(marked))
        {
            Cut(marked, 0);
            isPage = true;
        }

        for (var i = 0; i < marked.Count; i++)
        {
            if (marked[i].Length <= MaxLength && PageControl().IsMatch(marked[i].Words))
                Cut(marked, i);
        }

        CutClosing(marked);
        if (isPage && marked.Count(paragraph => paragraph.IsProse) >= MinProse)
            CutRelatedStories(marked);
        return marked;
    }

    /// <summary>The blocks of a text whose markup says where paragraphs and headings are.</summary>
    public static IReadOnlyList<ArticleBlock> Mark(ArticleContent content)
    {
        var levels = content.Blocks.ToDictionary(block => block.Span.Start, block => block.HeadingLevel);
        var paragraphs = content.Blocks.Select(block =>
            new TextParagraph(content.Text, block.Span, content.Text.AsSpan(block.Span.Start, block.Span.Length).Count('\n') + 1, true, true, block.Kind)).ToList();
        return [.. Mark(paragraphs).Select(paragraph => new ArticleBlock(paragraph.Span, paragraph.Kind, paragraph.Kind == BlockKind.Heading ? levels[paragraph.Span.Start] : 0))];
    }

    /// <summary>A photo's credit is cut from the end of its caption, which may say something that the text does not.</summary>
    private static IEnumerable<TextParagraph> SplitCredits(IEnumerable<TextParagraph> paragraphs)
    {
        foreach (var paragraph in paragraphs)
        {
            if (paragraph.Kind == BlockKind.Paragraph && paragraph.Length <= MaxLength && CreditLine().IsMatch(paragraph.Words))
            {
                yield return paragraph with { Kind = BlockKind.Boilerplate };
            }
            else if (CaptionCredit(paragraph) is { } credit)
            {
                var caption = new TextSpan(paragraph.Span.Start, credit.Start).Trim(paragraph.Text);
                if (!caption.IsEmpty)
                    yield return paragraph with { Span = caption };
                yield return paragraph with { Span = credit, Kind = BlockKind.Boilerplate };
            }
            else
            {
                yield return paragraph;
            }
        }
    }

    private static TextSpan? CaptionCredit(TextParagraph paragraph)
    {
        if (!paragraph.StandsAlone || paragraph.Length > 400 || paragraph.Words[^1] != ')')
            return null;
        var open = paragraph.Words.LastIndexOf('(');
        return open >= 0 && AgencyCredit().IsMatch(paragraph.Words[open..]) ? new TextSpan(paragraph.Span.Start + open, paragraph.Span.End) : null;
    }

    /// <summary>
    /// The first line is a menu ("Politics Foreign Affairs Culture") or a masthead run together with its motto, and the title comes after it.
    /// </summary>
    private static bool IsNavigation(List<TextParagraph> paragraphs)
    {
        if (paragraphs.Count < 3 || paragraphs[0] is not { StandsAlone: true } first || !first.IsHeadline(MaxLength))
            return false;
        var second = paragraphs[1];
        if (!second.StandsAlone || !second.IsHeadline(MaxLength * 2) || second.WordCount < 5 || second.WordCount < first.WordCount)
            return false;
        var isMenu = first.WordCount >= 5 && first.Tokens.All(word => CapitalizedWord().IsMatch(word));
        return isMenu || first.Tokens.Any(word => RunTogether().IsMatch(word));
    }

    /// <summary>From the end upwards: prompts to comment, follow, subscribe or join.</summary>
    private static void CutClosing(List<TextParagraph> paragraphs)
    {
        for (var i = paragraphs.Count - 1; i > 0; i--)
        {
            if (paragraphs[i].Kind == BlockKind.Boilerplate)
                continue;
            if (paragraphs[i].Kind != BlockKind.Paragraph || paragraphs[i].Length > MaxLength || !ClosingPrompt().IsMatch(paragraphs[i].Words))
                return;
            Cut(paragraphs, i);
        }
    }

    /// <summary>Headlines of other stories, between the paragraphs and after the last one.</summary>
    private static void CutRelatedStories(List<TextParagraph> paragraphs)
    {
        var between = Enumerable.Range(1, paragraphs.Count - 2).Where(i => IsStrayHeadline(paragraphs, i)).ToList();
        if (between.Count >= 2)
            between.ForEach(i => Cut(paragraphs, i));

        var tail = paragraphs.FindLastIndex(paragraph => paragraph.IsProse && paragraph.Length > MaxLength) + 1;
        for (var i = tail; i + 1 < paragraphs.Count; i++)
        {
            if (!IsStoryLink(paragraphs[i], 4) || !IsStoryLink(paragraphs[i + 1], 4))
                continue;
            for (; i < paragraphs.Count; i++)
                Cut(paragraphs, i);
        }
    }

    private static bool IsStrayHeadline(List<TextParagraph> paragraphs, int index) =>
        IsStoryLink(paragraphs[index], 7) && paragraphs[index - 1].IsProse && paragraphs[index + 1].IsProse
        && paragraphs[index].Tokens.Count(word => char.IsLower(word[0])) * 10 >= paragraphs[index].WordCount * 4;

    private static bool IsStoryLink(TextParagraph paragraph, int minWords) =>
        paragraph.StandsAlone && paragraph.WordCount >= minWords && paragraph.IsHeadline(MaxLength);

    private static void Cut(List<TextParagraph> paragraphs, int index) =>
        paragraphs[index] = paragraphs[index] with { Kind = BlockKind.Boilerplate };

    [GeneratedRegex(@"^(?i:(?:photo|image|picture|illustration|video)?\s*credits?\s*:|(?:photo|photograph|image|illustration)s?\s*(?:by\b|:))\s*\p{Lu}[\p{L}.'’-]*(?:[\s/,&]+(?:via\s+|and\s+|for\s+)?\p{Lu}[\p{L}.'’-]*){0,6}$")]
    private static partial Regex CreditLine();

    [GeneratedRegex(@"^\((?:(?:photo|image)s?(?: by|:) [^()]{2,60}|\p{Lu}[\p{L}.'’ -]{1,40}/ ?(?:for )?\p{Lu}[\p{L}.&'’ -]{1,40})\)$")]
    private static partial Regex AgencyCredit();

    [GeneratedRegex(@"^\p{Lu}\p{Ll}+$")]
    private static partial Regex CapitalizedWord();

    [GeneratedRegex(@"\p{Ll}{3}\p{Lu}\p{Ll}{3}")]
    private static partial Regex RunTogether();

    [GeneratedRegex(@"^(?:be the first to comment|leave a (?:reply|comment)|skip to (?:main )?content|advertisement|share this(?: article| story| post)?|post a comment)[.!]?$", RegexOptions.IgnoreCase)]
    private static partial Regex PageControl();

    [GeneratedRegex(@"^(?:(?:no|\d+) comments?|(?:tweet|share|print|email)(?: this)?|(?:follow|like|find) us on .*|(?:join|click|subscribe|donate|sign up|register) (?:here|now|today)|subscribe(?: to .*(?:newsletter|updates|magazine|podcast|channel).*)?|sign up (?:for|to) .*(?:newsletter|updates|inbox|alerts).*|become an? (?:\w+ )?(?:member|subscriber|supporter|patron)\b.*(?:today|now|here).*|(?:get|receive) .*(?:in your inbox|newsletter).*|(?:related|more|recommended) (?:stories|articles|posts|news|reading)|read (?:more|next)|(?:next|previous) (?:article|post|story)|all rights reserved)[.!:]*$", RegexOptions.IgnoreCase)]
    private static partial Regex ClosingPrompt();
}
