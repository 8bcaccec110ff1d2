using QaBot.Configuration;

namespace QaBot.Web.Bot;

/// <summary>
/// The bot's registration in Azure, as the Bot Framework's own settings name it: <c>MicrosoftAppType</c>, <c>MicrosoftAppId</c>,
/// <c>MicrosoftAppPassword</c> and <c>MicrosoftAppTenantId</c>. The password is checked for, never kept.
/// </summary>
/// <remarks>
/// What the Bot Framework refuses stops the start, and so does an app type that it would silently take for another, or a password without an id, with
/// which it would check nobody. What it takes although it cannot work with channels is warned of: the web chat works all the same.
/// </remarks>
/// <param name="Id">Null when the bot is not registered: then nobody's identity can be checked.</param>
/// <param name="TenantId">The bot's own tenant; null for an app of many tenants.</param>
public sealed record AppRegistration(string? Id, string? TenantId)
{
    private const string TypeKey = "MicrosoftAppType";
    private const string IdKey = "MicrosoftAppId";
    private const string PasswordKey = "MicrosoftAppPassword";
    private const string TenantKey = "MicrosoftAppTenantId";

    private const string MultiTenant = "MultiTenant";
    private const string SingleTenant = "SingleTenant";
    private const string UserAssignedMsi = "UserAssignedMsi";

    private static readonly string[] Types = [MultiTenant, SingleTenant, UserAssignedMsi];

    /// <summary>What will not work, each in one sentence that names the key; without secrets.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>Who signs the tokens of the bot's own tenant, in their first and second version; empty when no tenant is known by its id.</summary>
    public IReadOnlyList<string> TokenIssuers => Guid.TryParse(TenantId, out _)
        ? [$"https://sts.windows.net/{TenantId}/", $"https://login.microsoftonline.com/{TenantId}/v2.0"]
        : [];

    /// <exception cref="ConfigurationException">The settings do not fit each other; the message names the key.</exception>
    public static AppRegistration Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string? Value(string key) => configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
        var (type, id, password, tenant) = (TypeOf(Value(TypeKey)), Value(IdKey), Value(PasswordKey), Value(TenantKey));

        if (id is null)
            return ReadUnregistered(type, password);
        if (type == UserAssignedMsi && password is not null)
            throw new ConfigurationException($"{PasswordKey} must not be set with {TypeKey} {UserAssignedMsi}: a managed identity has no password.");
        if (type == SingleTenant && password is null)
            throw new ConfigurationException($"{PasswordKey} is missing: {TypeKey} {type} needs one.");
        var warnings = Warn(id, hasSecret: password is not null || type == UserAssignedMsi);
        if (type == MultiTenant)
            return new AppRegistration(id, null) { Warnings = warnings };
        if (tenant is null)
            throw new ConfigurationException($"{TenantKey} is missing: {TypeKey} {type} needs it.");
        return IsTenant(tenant)
            ? new AppRegistration(id, tenant) { Warnings = warnings }
            : throw new ConfigurationException($"{TenantKey}: '{tenant}' is not a tenant: it must be a GUID in lower case or a domain such as example.onmicrosoft.com.");
    }

    private static List<string> Warn(string id, bool hasSecret)
    {
        var warnings = new List<string>();
        if (!Guid.TryParseExact(id, "D", out var parsed) || parsed.ToString() != id)
            warnings.Add($"{IdKey}: '{id}' is not an app id as tokens name it, a GUID in lower case: requests of Teams and other channels will be answered 401.");
        if (!hasSecret)
            warnings.Add($"{PasswordKey} is missing: requests of Teams and other channels are checked, but no reply can be sent to them.");
        return warnings;
    }

    private static AppRegistration ReadUnregistered(string type, string? password)
    {
        if (password is not null)
            throw new ConfigurationException($"{IdKey} is missing: {PasswordKey} is set.");
        return type == MultiTenant
            ? new AppRegistration(null, null)
            : throw new ConfigurationException($"{IdKey} is missing: {TypeKey} {type} needs it.");
    }

    private static string TypeOf(string? configured) =>
        configured is null
            ? MultiTenant
            : Types.FirstOrDefault(type => type.Equals(configured, StringComparison.OrdinalIgnoreCase))
                ?? throw new ConfigurationException($"{TypeKey}: '{configured}' is none of {string.Join(", ", Types)}.");

    // It becomes part of an address to which the password is sent.
    private static bool IsTenant(string tenant) =>
        Guid.TryParseExact(tenant, "D", out var id) ? id.ToString() == tenant : tenant.Contains('.') && Uri.CheckHostName(tenant) == UriHostNameType.Dns;
}
