namespace QaBot.Web.Bot.Delivery;

/// <summary>A claim of an identity, as it is stored.</summary>
public sealed record KeptClaim(string Type, string Value);
