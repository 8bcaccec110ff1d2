namespace QaBot.Web.Review.Api.Contracts;

/// <param name="Id">Null when nothing is left.</param>
public sealed record NextAnswer(string? Id);
