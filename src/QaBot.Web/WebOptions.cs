using System.ComponentModel.DataAnnotations;

namespace QaBot.Web;

/// <summary>The section <c>Web</c>: who may use the pages, and what they chat through.</summary>
public sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>
    /// Serve the chat page, the articles under <c>/sources</c> and the local Direct Line to other machines too. Whoever reaches the
    /// address can then ask questions and read the articles. Default: false, this machine only.
    /// </summary>
    public bool Public { get; set; }

    /// <summary>The secret of an Azure Direct Line channel. When it is set, the page chats through Azure and the local Direct Line is off. Default: none.</summary>
    public string? DirectLineSecret { get; set; }

    /// <summary>The Direct Line service that <see cref="DirectLineSecret"/> belongs to. Default: https://directline.botframework.com.</summary>
    [Url]
    public string DirectLineEndpoint { get; set; } = "https://directline.botframework.com";

    /// <summary>Whether the page chats through Azure's Direct Line instead of the one in this process.</summary>
    public bool UsesAzure => !string.IsNullOrWhiteSpace(DirectLineSecret);
}
