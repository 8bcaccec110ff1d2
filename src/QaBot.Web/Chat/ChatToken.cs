using System.Text.Json.Serialization;

namespace QaBot.Web.Chat;

/// <summary>What a page needs to chat.</summary>
/// <param name="Token">Opens this conversation only.</param>
/// <param name="ExpiresIn">In seconds.</param>
/// <param name="Domain">What the paths of the Direct Line calls start with.</param>
/// <param name="UserId">Who the page is in this conversation.</param>
/// <param name="IsNew">False when the conversation was asked for and is still there.</param>
public sealed record ChatToken(
    [property: JsonPropertyName("token")] string Token,
    [property: JsonPropertyName("conversationId")] string ConversationId,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("domain")] string Domain,
    [property: JsonPropertyName("userId")] string UserId,
    [property: JsonPropertyName("isNew")] bool IsNew);
