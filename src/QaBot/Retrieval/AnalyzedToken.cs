using QaBot.Articles;

namespace QaBot.Retrieval;

/// <summary>A word of a text and the term that it is indexed and compared as.</summary>
/// <param name="Term">Folded and stemmed; numbers keep their digits ("1,600" and "1600" are one term).</param>
/// <param name="Span">Where the word stands in the analyzed text.</param>
/// <param name="IsStopWord">True for words that carry no topic; the index leaves them out.</param>
public readonly record struct AnalyzedToken(string Term, TextSpan Span, bool IsStopWord);
