namespace QaBot.Web.Review.Api.Contracts;

/// <param name="Imported">How many reviews were stored; those that were there already as they are do not count.</param>
public sealed record ImportResult(int Imported);
