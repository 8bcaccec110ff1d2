namespace QaBot.Models.Remote;

/// <summary>One model at its server, as it is configured. It holds the key: it is no record, so that printing it prints nothing.</summary>
internal sealed class ModelServer
{
    /// <param name="section">Where the options stand, for messages: <c>Models:Chat</c>.</param>
    /// <param name="options">Valid ones.</param>
    public ModelServer(string section, ModelEndpointOptions options)
    {
        Section = section;
        Address = ModelAddress.Of(options);
        Model = options.Model!.Trim();
        ApiKey = string.IsNullOrWhiteSpace(options.ApiKey) ? null : options.ApiKey.Trim();
        ApiVersion = string.IsNullOrWhiteSpace(options.ApiVersion) ? null : options.ApiVersion.Trim();
        IsAzure = options.Provider == ModelEndpointOptions.Azure;
    }

    public string Section { get; }

    /// <summary>Without user, query or a slash at its end.</summary>
    public Uri Address { get; }

    public string Model { get; }

    public string? ApiKey { get; }

    public string? ApiVersion { get; }

    public bool IsAzure { get; }

    public bool IsOpenAIItself => !IsAzure && ModelAddress.IsOpenAIItself(Address);

    /// <summary>The provider's name in OpenTelemetry's conventions for generative AI.</summary>
    public string ProviderName => IsAzure ? "azure.ai.openai" : "openai";

    /// <summary>Whether the key can be read on its way.</summary>
    public bool SendsKeyInClearText => ApiKey is not null && Address.Scheme == Uri.UriSchemeHttp && !Address.IsLoopback;

    /// <summary>A setting's full name.</summary>
    public string Setting(string key) => $"{Section}:{key}";

    public ModelException NotTheProtocol() => Problem(ModelProblemKind.Malformed, $"what comes from there is not OpenAI's protocol: check {Setting("Endpoint")}.");

    public ModelException AnswerTooLong() => Problem(ModelProblemKind.AnswerTooLong, "the answer is longer than QaBot takes.");

    public ModelException Problem(ModelProblemKind kind, string what, Exception? innerException = null) => new(kind, $"{Address}: {what}", innerException);
}
