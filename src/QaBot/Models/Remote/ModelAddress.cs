namespace QaBot.Models.Remote;

/// <summary>Makes of an endpoint, as people write it, the address that requests start with.</summary>
internal static class ModelAddress
{
    private const string OpenAIItself = "https://api.openai.com/v1";

    private static readonly string[] s_operations = ["/chat/completions", "/completions", "/embeddings", "/responses"];

    /// <summary>What is wrong with an endpoint, to follow the setting's name; null when nothing is.</summary>
    public static string? ProblemOf(ModelEndpointOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Endpoint))
            return options.Provider == ModelEndpointOptions.Azure ? "must be the resource's address, such as https://RESOURCE.openai.azure.com." : null;
        if (!Uri.TryCreate(options.Endpoint.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
            return "must be an absolute http or https address, such as http://127.0.0.1:11434/v1.";
        if (address.UserInfo.Length > 0)
            return $"must not hold a user or password; a key belongs into {nameof(options.ApiKey)}.";
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            return $"must end with its path, without '?' or '#'{(options.Provider == ModelEndpointOptions.Azure ? $"; the version of the API belongs into {nameof(options.ApiVersion)}" : "")}.";
        var operation = s_operations.FirstOrDefault(operation => PathOf(address).EndsWith(operation, StringComparison.OrdinalIgnoreCase));
        return operation is null ? null : $"must end before '{operation}', which is appended.";
    }

    /// <summary>Without a slash at its end. The options must be valid.</summary>
    public static Uri Of(ModelEndpointOptions options)
    {
        var address = new Uri(string.IsNullOrWhiteSpace(options.Endpoint) ? OpenAIItself : options.Endpoint.Trim());
        var path = PathOf(address);
        path = options.Provider == ModelEndpointOptions.Azure ? AzurePath(path, options)
            : path.Length == 0 ? "/v1"
            : path;
        return new Uri(address.GetLeftPart(UriPartial.Authority) + path);
    }

    /// <summary>Whether it is OpenAI's own, where nothing goes without a key.</summary>
    public static bool IsOpenAIItself(Uri address) => address.Host.Equals("api.openai.com", StringComparison.OrdinalIgnoreCase);

    private static string AzurePath(string path, ModelEndpointOptions options)
    {
        if (path.EndsWith("/v1", StringComparison.OrdinalIgnoreCase) || path.Contains("/deployments/", StringComparison.OrdinalIgnoreCase))
            return path;
        if (!path.EndsWith("/openai", StringComparison.OrdinalIgnoreCase))
            path += "/openai";
        return string.IsNullOrWhiteSpace(options.ApiVersion) ? $"{path}/v1" : $"{path}/deployments/{Uri.EscapeDataString(options.Model ?? "")}";
    }

    private static string PathOf(Uri address) => address.AbsolutePath.TrimEnd('/');
}
