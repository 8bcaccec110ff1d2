using System.ComponentModel.DataAnnotations;

namespace QaBot.Models;

/// <summary>The section <c>Models:Chat</c>: who writes the drafts.</summary>
public sealed class ChatModelOptions : ModelEndpointOptions
{
    public const string Section = "Models:Chat";

    /// <summary><c>extractive</c> (the embedded client, which copies sentences), <c>openai</c> or <c>azure</c>. Default: <c>extractive</c>.</summary>
    [AllowedValues(ExtractiveChatClient.ModelName, OpenAI, Azure, ErrorMessage = "must be 'extractive', 'openai' or 'azure'.")]
    public override string Provider { get; set; } = ExtractiveChatClient.ModelName;

    /// <summary>The longest answer that is taken, in bytes of UTF-8; a longer one is a failure. 1,024 to 67,108,864. Default: 1 MiB.</summary>
    [Range(1 << 10, 1 << 26, ErrorMessage = "must be 1024 to 67108864 (bytes).")]
    public int MaxAnswerBytes { get; set; } = 1 << 20;

    /// <summary>
    /// Tokens of prompts and answers that one user may have on one day (in UTC), over which answers are extracts; 0 is no limit. 0 to
    /// 1,000,000,000. Default: 0.
    /// </summary>
    [Range(0, 1_000_000_000)]
    public int TokensPerUserAndDay { get; set; }
}
