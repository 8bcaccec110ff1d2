namespace QaBot.Web.Review.Figures;

/// <summary>One figure in a table, and one mark in its chart.</summary>
/// <param name="X">Where it stands along the chart: a time, or what it is the figure of.</param>
/// <param name="Series">Which line it belongs to; "" when there is one only.</param>
/// <param name="Value">A share from 0 to 1, or milliseconds; NaN of nothing.</param>
/// <param name="Low">Of the 95 % interval; NaN where it has no bound.</param>
/// <param name="Of">What it is the figure of, in words.</param>
public sealed record FigureRow(string X, string Series, double Value, double Low, double High, string Of);
