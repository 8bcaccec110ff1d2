using System.ComponentModel.DataAnnotations;
using QaBot.Models.Remote;

namespace QaBot.Models;

/// <summary>Where a model is reached: what the sections <c>Models:Chat</c> and <c>Models:Embeddings</c> share.</summary>
public abstract class ModelEndpointOptions : IValidatableObject
{
    /// <summary>OpenAI's protocol: at OpenAI itself or, with an <see cref="Endpoint"/>, at any compatible server.</summary>
    public const string OpenAI = "openai";

    /// <summary>Azure OpenAI, with a key or, without one, with the identity that Azure.Identity finds.</summary>
    public const string Azure = "azure";

    /// <summary>Who is asked.</summary>
    public abstract string Provider { get; set; }

    /// <summary>
    /// The server's address, http or https. With <see cref="OpenAI"/> it is used as it is written, but for <c>/v1</c>, which is appended where it has no
    /// path (<c>http://127.0.0.1:11434</c>); default: OpenAI's own. With <see cref="Azure"/> the resource's address is enough
    /// (<c>https://RESOURCE.openai.azure.com</c>) and must be set; what is missing of the path is appended.
    /// </summary>
    public string? Endpoint { get; set; }

    /// <summary>A server on this machine often needs none. It belongs into user secrets or the environment, not into appsettings.json.</summary>
    public string? ApiKey { get; set; }

    /// <summary>As the server names the model; with Azure OpenAI the name of its deployment. Must be set unless nobody is asked.</summary>
    public string? Model { get; set; }

    /// <summary>
    /// Only with <see cref="Azure"/>: a dated version (<c>2024-10-21</c>), for resources that lack the v1 API. Default: none, the v1 API.
    /// </summary>
    public string? ApiVersion { get; set; }

    /// <summary>Whether a server is asked at all.</summary>
    internal bool IsRemote => Provider is OpenAI or Azure;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsRemote)
            return [];
        return new[]
        {
            string.IsNullOrWhiteSpace(Model) ? new ValidationResult($"must name the model when the provider is '{Provider}'.", [nameof(Model)]) : null,
            ModelAddress.ProblemOf(this) is { } problem ? new ValidationResult(problem, [nameof(Endpoint)]) : null,
            ApiVersion is not null && Provider != Azure ? new ValidationResult($"belongs to the provider '{Azure}'.", [nameof(ApiVersion)]) : null,
        }.OfType<ValidationResult>();
    }
}
