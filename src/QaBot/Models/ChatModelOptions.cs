using System.ComponentModel.DataAnnotations;

namespace QaBot.Models;

/// <summary>The section <c>Models:Chat</c>: who writes the drafts.</summary>
public sealed class ChatModelOptions : ModelEndpointOptions
{
    /// <summary><c>extractive</c> (the embedded client, which copies sentences), <c>openai</c> or <c>azure</c>. Default: <c>extractive</c>.</summary>
    [AllowedValues(ExtractiveChatClient.ModelName, OpenAI, Azure, ErrorMessage = "must be 'extractive', 'openai' or 'azure'.")]
    public string Provider { get; set; } = ExtractiveChatClient.ModelName;
}
