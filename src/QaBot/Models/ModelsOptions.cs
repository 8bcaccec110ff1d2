using System.ComponentModel.DataAnnotations;

namespace QaBot.Models;

/// <summary>The section <c>Models</c>.</summary>
public sealed class ModelsOptions
{
    public const string Section = "Models";

    public ChatModelOptions Chat { get; set; } = new();
}

/// <summary>The section <c>Models:Chat</c>: who writes the drafts.</summary>
public sealed class ChatModelOptions
{
    /// <summary>The embedded client, which copies sentences, is the only provider so far. Default: <c>extractive</c>.</summary>
    [AllowedValues(ExtractiveChatClient.ModelName, ErrorMessage = "must be 'extractive'.")]
    public string Provider { get; set; } = ExtractiveChatClient.ModelName;
}
