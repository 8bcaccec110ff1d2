using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace QaBot.Cli.TeamsPackage;

/// <summary>What differs between two packages of QaBot for Teams.</summary>
/// <param name="AppId">The Azure Bot's app id; the Teams app gets the same.</param>
/// <param name="Domain">The host of the address that people reach QaBot at.</param>
internal sealed record TeamsApp(Guid AppId, string Domain)
{
    /// <summary>The schema's limits, in characters.</summary>
    public const int LongestName = 30, LongestDeveloper = 32, LongestTitle = 128, LongestPrompt = 4000, MostCommands = 12;

    private const string ManifestName = "manifest.json";

    private static readonly string[] s_scopes = ["personal", "team", "groupChat"];

    private static readonly string[] s_ownQuestions = ["Which articles do you have?", "What can you do?"];

    public string Name { get; init; } = "QaBot";

    public string Version { get; init; } = "1.0.0";

    public string Developer { get; init; } = "QaBot";

    /// <summary>Teams demands both; QaBot's own pages unless the operator has others.</summary>
    public string PrivacyUrl { get; init; } = $"https://{Domain}/privacy";

    public string TermsUrl { get; init; } = $"https://{Domain}/terms";

    /// <summary>Offered as commands; those that find no place, or are longer than a command may be, are left out.</summary>
    public IReadOnlyList<string> ExampleQuestions { get; init; } = [];

    public TeamsManifest Manifest()
    {
        var commands = Commands();
        return new TeamsManifest
        {
            Version = Version,
            Id = AppId.ToString(),
            Developer = new ManifestDeveloper(Developer, $"https://{Domain}/", PrivacyUrl, TermsUrl),
            Name = new ManifestText(Name, $"{Name}: answers from your articles, with citations"),
            Description = new ManifestText(
                "Answers questions from a collection of articles and cites the exact words.",
                "Ask a question and get an answer from a collection of articles, and from nothing else. Every claim has a number that points at the article and the exact words it "
                + "rests on, and each claim is checked against those words before it is shown. Where articles state different values, both are shown. When the articles don't say, "
                + "the bot says so. You can ask follow-up questions, limit a question to one source, or ask for a summary of an article."),
            Bots = [new ManifestBot(AppId.ToString(), s_scopes, [.. s_scopes.Select(scope => new ManifestCommandList([scope], commands))])],
            ValidDomains = [Domain],
        };
    }

    /// <summary>The package; the same bytes for the same app.</summary>
    public byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, ManifestName, JsonSerializer.SerializeToUtf8Bytes(Manifest(), TeamsManifestJson.Default.TeamsManifest));
            Add(zip, TeamsAppIcons.ColorName, TeamsAppIcons.Read(TeamsAppIcons.ColorName));
            Add(zip, TeamsAppIcons.OutlineName, TeamsAppIcons.Read(TeamsAppIcons.OutlineName));
        }

        return bytes.ToArray();
    }

    /// <summary>Is this a package of the same app, whatever its version?</summary>
    public bool IsIn(Stream file)
    {
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            using var manifest = zip.GetEntry(ManifestName)?.Open();
            return manifest is not null && JsonSerializer.Deserialize(manifest, TeamsManifestJson.Default.JsonElement) is { ValueKind: JsonValueKind.Object } found
                && found.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() == AppId.ToString();
        }
        catch (Exception notOne) when (notOne is InvalidDataException or JsonException or NotSupportedException)
        {
            return false;
        }
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        // The first moment that a zip can name: when it was packed says nothing about the app.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(content);
    }

    private List<ManifestCommand> Commands() =>
    [
        .. ExampleQuestions.Select(Readable).Where(question => question.Length is > 0 and <= LongestPrompt)
            .Except(s_ownQuestions, StringComparer.OrdinalIgnoreCase).Take(MostCommands - s_ownQuestions.Length).Concat(s_ownQuestions)
            .Select(question => new ManifestCommand(AtAWord(question, LongestTitle), question, question)),
    ];

    /// <summary>In one line, without characters that have no look.</summary>
    private static string Readable(string text) =>
        CommandLine.OneLine(string.Concat(text.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? " " : rune.ToString()))).Trim();

    private static string AtAWord(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = text.LastIndexOf(' ', longest - 1);
        if (end <= 0)
            end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return $"{text[..end].TrimEnd()}…";
    }
}
