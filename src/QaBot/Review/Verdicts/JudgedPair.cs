namespace QaBot.Review.Verdicts;

/// <summary>A verdict on a claim and one of its quotes. It belongs to the exact words, which it keeps.</summary>
/// <param name="Claim">Index among the answer's claims, from 0.</param>
/// <param name="Citation">Number of the citation.</param>
/// <param name="Article">Name of the article.</param>
/// <param name="Start">Where the quote stood when it was judged, in UTF-16 units; inclusive.</param>
/// <param name="End">Exclusive.</param>
/// <param name="Quote">Its exact words.</param>
/// <param name="IsReopened">The words no longer stand there: somebody has to look again.</param>
/// <param name="WasGone">They did not when it was judged either: it was judged by what the record keeps, and no change of the article concerns it.</param>
public sealed record JudgedPair(int Claim, int Citation, PairVerdict Verdict, string Article, int Start, int End, string Quote, bool IsReopened = false, bool WasGone = false);
