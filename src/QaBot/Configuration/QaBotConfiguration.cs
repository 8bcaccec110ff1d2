using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using QaBot.Articles;

namespace QaBot.Configuration;

/// <summary>Finds appsettings.json and says what relative paths count from.</summary>
public static class QaBotConfiguration
{
    /// <summary>The configuration key under which <see cref="AddQaBot"/> puts the folder of appsettings.json (absolute).</summary>
    public const string RootKey = "QaBot:Root";

    /// <summary>Names QaBot's user secrets (<c>dotnet user-secrets --id qabot set …</c>).</summary>
    public const string UserSecretsId = "qabot";

    private const string FileName = "appsettings.json";

    /// <summary>What may stand at the root of appsettings.json: QaBot's sections, the Bot Framework's keys, and ASP.NET's own.</summary>
    private static readonly HashSet<string> s_rootKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "Corpus", "Chunking", "Retrieval", "Answering", "Models", "Storage", "Telemetry", "Bot", "Web", "Review", "DirectLine", "PublicUrl",
        "MicrosoftAppType", "MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppTenantId",
        "Logging", "AllowedHosts", "Urls", "Kestrel", "$schema",
    };

    /// <summary>
    /// Adds the appsettings.json that stands in <paramref name="startFolder"/> or the nearest folder above it (else beside the program),
    /// then user secrets, then environment variables, each over the one before. With no such file the root is <paramref name="startFolder"/>.
    /// </summary>
    /// <exception cref="ConfigurationException">The file is not valid JSON or has an unknown setting; the message names it.</exception>
    public static IConfigurationBuilder AddQaBot(this IConfigurationBuilder builder, string startFolder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(startFolder);
        var file = FindUpwards(startFolder) ?? FindUpwards(AppContext.BaseDirectory);
        if (file is not null)
        {
            CheckRootKeys(file);
            builder.AddJsonFile(file, optional: false, reloadOnChange: false);
        }

        var root = Path.GetDirectoryName(file) ?? Path.GetFullPath(startFolder);
        return builder
            .AddUserSecrets(UserSecretsId)
            .AddEnvironmentVariables()
            .AddInMemoryCollection([new KeyValuePair<string, string?>(RootKey, root)]);
    }

    /// <summary>An absolute path: relative ones count from the folder of appsettings.json.</summary>
    public static string ResolvePath(this IConfiguration configuration, string path)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Path.GetFullPath(path, configuration[RootKey] ?? Directory.GetCurrentDirectory());
    }

    /// <summary>The corpus folder, absolute.</summary>
    public static string CorpusFolder(this IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var path = configuration[$"{CorpusOptions.Section}:{nameof(CorpusOptions.Path)}"];
        return configuration.ResolvePath(string.IsNullOrWhiteSpace(path) ? new CorpusOptions().Path : path);
    }

    /// <summary>Where QaBot writes, and only there: <c>.qabot/</c> beside appsettings.json, a folder for each corpus in it.</summary>
    public static string StateFolder(this IConfiguration configuration)
    {
        var corpus = Path.TrimEndingDirectorySeparator(configuration.CorpusFolder());
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(corpus)))[..12];
        var name = string.Concat(Path.GetFileName(corpus).Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').Take(32));
        return configuration.ResolvePath(Path.Combine(".qabot", name.Length == 0 ? hash : $"{name}-{hash}"));
    }

    private static string? FindUpwards(string folder)
    {
        for (var at = new DirectoryInfo(Path.GetFullPath(folder)); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, FileName);
            if (File.Exists(file))
                return file;
        }

        return null;
    }

    private static void CheckRootKeys(string file)
    {
        try
        {
            var keys = new ConfigurationBuilder().AddJsonFile(file).Build().GetChildren().Select(section => section.Key);
            if (keys.FirstOrDefault(key => !s_rootKeys.Contains(key)) is { } unknown)
                throw new ConfigurationException($"{file}: unknown setting '{unknown}'.");
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new ConfigurationException($"{file} is not valid JSON: {(e.InnerException ?? e).Message}", e);
        }
    }
}
