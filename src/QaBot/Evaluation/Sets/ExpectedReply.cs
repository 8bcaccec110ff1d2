using System.Text.Json.Serialization;

namespace QaBot.Evaluation.Sets;

/// <summary>What is right for a question.</summary>
[JsonConverter(typeof(ExpectedReplyConverter))]
public enum ExpectedReply
{
    /// <summary>An answer from the articles.</summary>
    Answer,

    /// <summary>The articles do not answer it.</summary>
    Refusal,

    /// <summary>A greeting, thanks, a question about QaBot or its collection.</summary>
    Conversation,
}
