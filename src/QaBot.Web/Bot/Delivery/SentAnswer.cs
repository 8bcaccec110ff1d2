using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot.Delivery;

/// <summary>What is known of the answer that a turn is sending, should it have to wait. In the turn's state while its message is sent.</summary>
/// <param name="RecordId">Null when the answer is not stored.</param>
/// <param name="Smaller">The same in a smaller message; null when there is none.</param>
/// <param name="Plain">The same as mere Markdown; null when it is that already.</param>
public sealed record SentAnswer(string? RecordId, Func<Activity?> Smaller, Func<Activity?> Plain);
