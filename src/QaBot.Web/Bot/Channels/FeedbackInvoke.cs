using Newtonsoft.Json.Linq;

namespace QaBot.Web.Bot.Channels;

/// <summary>What a user did with the means of a channel to rate an answer.</summary>
/// <param name="Status">The HTTP status that answers it.</param>
/// <param name="Body">The body that answers it.</param>
/// <param name="Rating">What the user says; null when nothing is to be kept.</param>
public sealed record FeedbackInvoke(int Status, JObject Body, Rating? Rating = null);
