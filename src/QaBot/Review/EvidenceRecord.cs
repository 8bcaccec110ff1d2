using QaBot.Answering;

namespace QaBot.Review;

/// <summary>A piece of evidence as a prompt had it.</summary>
/// <param name="Number">What <c>[n]</c> in the draft refers to.</param>
/// <param name="Article">The article's name.</param>
/// <param name="Start">Inclusive, in UTF-16 units of the article.</param>
/// <param name="End">Exclusive.</param>
/// <param name="Text">Kept, because the article may change.</param>
public sealed record EvidenceRecord(int Number, string Article, int Start, int End, double Score, string Text)
{
    internal static EvidenceRecord From(EvidencePassage passage) =>
        new(passage.Number, passage.Article.Name, passage.Span.Start, passage.Span.End, passage.Score, passage.Text);
}
