using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using QaBot.Models;
using QaBot.Web.Security;

namespace QaBot.Web.Legal;

/// <summary>What <c>/privacy</c> and <c>/terms</c> have in common: who runs this QaBot, and who writes its answers.</summary>
/// <remarks>
/// An app in Teams must name both addresses, and its users open them from wherever they are; so they are served to all. They tell of settings, never of
/// articles or of what was asked.
/// </remarks>
[ServedToAll]
public abstract class LegalModel(IOptions<WebOptions> web, IChatClient model) : PageModel
{
    private readonly ChatClientMetadata? _model = model.GetService<ChatClientMetadata>();

    public bool HasOperator => !string.IsNullOrWhiteSpace(web.Value.Operator);

    /// <summary>To stand within a sentence.</summary>
    public string Operator => HasOperator ? web.Value.Operator!.Trim() : "whoever runs this QaBot";

    /// <summary>Null when none is configured.</summary>
    public string? Contact => ContactUrl is null ? null : web.Value.Contact!.Trim();

    public string? ContactUrl => web.Value.ContactUrl;

    public bool UsesAzure => web.Value.UsesAzure;

    /// <summary>Whether answers are quotations only, made in this process.</summary>
    public bool IsQuoting => _model?.DefaultModelId == ExtractiveChatClient.ModelName;

    /// <summary>The language model with the host that it is asked at, where they are known.</summary>
    public string Model => string.Concat(
        _model?.DefaultModelId is { } name ? $"the language model {name}" : "a language model", _model?.ProviderUri is { } url ? $" at {url.Host}" : "");
}
