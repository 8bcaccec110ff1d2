using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace QaBot.Review;

/// <summary>Tells whether two answers were made with the same settings.</summary>
public static class ConfigurationHash
{
    private static readonly string[] Sections = ["Answering", "Chunking", "Corpus", "Models", "Retrieval"];

    // A key or a password changes no answer, and nothing made from one belongs in a log.
    private static readonly string[] Secrets = ["ApiKey", "Password", "ConnectionString"];

    /// <returns>SHA-256 over the settings that shape answers, in lower-case hexadecimal; secrets play no part.</returns>
    public static string Of(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var settings = Sections
            .SelectMany(section => configuration.GetSection(section).AsEnumerable())
            .Where(setting => setting.Value is not null && !Secrets.Any(secret => setting.Key.EndsWith(secret, StringComparison.OrdinalIgnoreCase)))
            .Select(setting => $"{setting.Key.ToUpperInvariant()}={setting.Value}\n")
            .Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(settings))));
    }
}
