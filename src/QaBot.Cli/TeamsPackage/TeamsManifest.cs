using System.Text.Json;
using System.Text.Json.Serialization;

namespace QaBot.Cli.TeamsPackage;

/// <summary>The members of a Teams app manifest that QaBot needs; what each may hold is in Microsoft's schema, which the tests check it against.</summary>
/// <remarks>
/// Version 1.27 of May 2026 is the first in which a command can be of type "prompt", whose text Teams puts whole into the box to send; before it, a
/// question had to be the command's title. Of permissions there is one, because QaBot keeps who asked; it writes to nobody who has not written to it,
/// so it needs none to message the members of a team.
/// </remarks>
internal sealed record TeamsManifest
{
    public const string SchemaVersion = "1.27";

    [JsonPropertyName("$schema")]
    public string Schema { get; } = $"https://developer.microsoft.com/json-schemas/teams/v{SchemaVersion}/MicrosoftTeams.schema.json";

    public string ManifestVersion { get; } = SchemaVersion;

    public required string Version { get; init; }

    public required string Id { get; init; }

    public required ManifestDeveloper Developer { get; init; }

    public required ManifestText Name { get; init; }

    public required ManifestText Description { get; init; }

    public ManifestIcons Icons { get; } = new(TeamsAppIcons.ColorName, TeamsAppIcons.OutlineName);

    public string AccentColor { get; } = "#0B5C8A";

    public required IReadOnlyList<ManifestBot> Bots { get; init; }

    public IReadOnlyList<string> Permissions { get; } = ["identity"];

    public required IReadOnlyList<string> ValidDomains { get; init; }

    public string DefaultInstallScope { get; } = "personal";

    public ManifestGroupCapability DefaultGroupCapability { get; } = new("bot", "bot");
}

internal sealed record ManifestDeveloper(string Name, string WebsiteUrl, string PrivacyUrl, string TermsOfUseUrl);

internal sealed record ManifestText(string Short, string Full);

internal sealed record ManifestIcons(string Color, string Outline);

internal sealed record ManifestGroupCapability(string Team, string Groupchat);

internal sealed record ManifestBot(string BotId, IReadOnlyList<string> Scopes, IReadOnlyList<ManifestCommandList> CommandLists)
{
    public bool SupportsFiles { get; }

    public bool IsNotificationOnly { get; }
}

internal sealed record ManifestCommandList(IReadOnlyList<string> Scopes, IReadOnlyList<ManifestCommand> Commands);

internal sealed record ManifestCommand(string Title, string Description, string Prompt)
{
    public string Type { get; } = "prompt";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(TeamsManifest))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class TeamsManifestJson : JsonSerializerContext;
