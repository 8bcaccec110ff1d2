namespace QaBot.Web.Bot.Delivery;

/// <param name="MessageId">The channel's id of what it took; null when it gave none.</param>
/// <param name="Failure">Why the channel did not take it; null when it did.</param>
internal sealed record DeliveryAttempt(string? MessageId, Exception? Failure);
