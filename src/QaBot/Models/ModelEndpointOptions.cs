namespace QaBot.Models;

/// <summary>Where a model is reached: what the sections <c>Models:Chat</c> and <c>Models:Embeddings</c> share.</summary>
public abstract class ModelEndpointOptions
{
    /// <summary>OpenAI's protocol: at OpenAI itself or, with an <see cref="Endpoint"/>, at any compatible server.</summary>
    public const string OpenAI = "openai";

    /// <summary>Azure OpenAI, with a key or, without one, with the identity that Azure.Identity finds.</summary>
    public const string Azure = "azure";

    /// <summary>The server's address, the protocol's version included where it has one (<c>http://127.0.0.1:11434/v1</c>). Default: OpenAI's own.</summary>
    public string? Endpoint { get; set; }

    /// <summary>A server on this machine often needs none. It belongs into user secrets or the environment, not into appsettings.json.</summary>
    public string? ApiKey { get; set; }

    /// <summary>As the server names the model; with Azure OpenAI the name of its deployment.</summary>
    public string? Model { get; set; }
}
