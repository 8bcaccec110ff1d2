using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace QaBot.Web;

/// <summary>The section <c>Web</c>: who may use the pages, and what they chat through.</summary>
public sealed class WebOptions : IValidatableObject
{
    public const string Section = "Web";

    /// <summary>
    /// Serve the chat page, the articles under <c>/sources</c> and the local Direct Line to other machines too. Whoever reaches the
    /// address can then ask questions and read the articles. Default: false, this machine only.
    /// </summary>
    public bool Public { get; set; }

    /// <summary>Who runs this QaBot, as <c>/privacy</c> and <c>/terms</c> name them; up to 200 characters. Default: none, then they speak of "whoever runs it".</summary>
    [StringLength(200)]
    public string? Operator { get; set; }

    /// <summary>Where to ask for what is stored to be deleted, as <c>/privacy</c> says: an e-mail address, or an https one of a page. Default: none.</summary>
    [StringLength(500)]
    public string? Contact { get; set; }

    /// <summary>The secret of an Azure Direct Line channel. When it is set, the page chats through Azure and the local Direct Line is off. Default: none.</summary>
    public string? DirectLineSecret { get; set; }

    /// <summary>
    /// The Direct Line service that <see cref="DirectLineSecret"/> belongs to: an https address, or an http one of this machine. Default:
    /// https://directline.botframework.com.
    /// </summary>
    public string DirectLineEndpoint { get; set; } = "https://directline.botframework.com";

    /// <summary>What a link to <see cref="Contact"/> leads to; null where it is none.</summary>
    public string? ContactUrl => Contact?.Trim() switch
    {
        null or "" => null,
        var text when MailAddress.TryCreate(text, out var mail) && mail.Address == text => $"mailto:{Uri.EscapeDataString(text).Replace("%40", "@", StringComparison.Ordinal)}",
        var text when Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps => url.AbsoluteUri,
        _ => null,
    };

    /// <summary>Whether the page chats through Azure's Direct Line instead of the one in this process.</summary>
    public bool UsesAzure => !string.IsNullOrWhiteSpace(DirectLineSecret);

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        // The secret is sent there.
        var isPrivate = Uri.TryCreate(DirectLineEndpoint, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
        if (!isPrivate)
            yield return new ValidationResult($"'{DirectLineEndpoint}' is not an absolute https address.", [nameof(DirectLineEndpoint)]);
        if (!string.IsNullOrWhiteSpace(Contact) && ContactUrl is null)
            yield return new ValidationResult($"'{Contact}' is neither an e-mail address nor an https address.", [nameof(Contact)]);
    }
}
