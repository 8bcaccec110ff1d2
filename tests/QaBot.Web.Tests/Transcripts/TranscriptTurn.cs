using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Transcripts;

/// <param name="Sent">What the user sent.</param>
/// <param name="Replies">What the bot sent for it, in order; typing is left out.</param>
internal sealed record TranscriptTurn(JObject Sent, List<JObject> Replies);
