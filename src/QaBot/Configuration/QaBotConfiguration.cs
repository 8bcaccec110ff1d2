using Microsoft.Extensions.Configuration;

namespace QaBot.Configuration;

/// <summary>Finds appsettings.json and says what relative paths count from.</summary>
public static class QaBotConfiguration
{
    /// <summary>The configuration key under which <see cref="AddQaBot"/> puts the folder of appsettings.json (absolute).</summary>
    public const string RootKey = "QaBot:Root";

    /// <summary>
    /// Adds the appsettings.json that stands in <paramref name="startFolder"/> or the nearest folder above it (else beside the program),
    /// and environment variables over it. With no such file the root is <paramref name="startFolder"/>.
    /// </summary>
    /// <exception cref="ConfigurationException">The file is not valid JSON or has an unknown setting; the message names it.</exception>
    public static IConfigurationBuilder AddQaBot(this IConfigurationBuilder builder, string startFolder) => throw new NotImplementedException(startFolder + builder);

    /// <summary>An absolute path: relative ones count from the folder of appsettings.json.</summary>
    public static string ResolvePath(this IConfiguration configuration, string path)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Path.GetFullPath(path, configuration[RootKey] ?? Directory.GetCurrentDirectory());
    }

    /// <summary>Where QaBot writes, and only there: <c>.qabot/</c> beside appsettings.json, a folder for each corpus in it.</summary>
    public static string StateFolder(this IConfiguration configuration) => throw new NotImplementedException(configuration?.ToString());
}
