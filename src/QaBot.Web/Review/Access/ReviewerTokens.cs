using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace QaBot.Web.Review.Access;

/// <summary>The reviewers' tokens from the configuration. Thread-safe.</summary>
public sealed class ReviewerTokens(IOptions<ReviewOptions> options)
{
    private readonly List<(string Name, byte[] Hash)> _hashes = [.. options.Value.Tokens.Select(token => (token.Key, Hash(token.Value)))];

    public bool Any => _hashes.Count > 0;

    /// <summary>Takes the same time for every token, right or wrong.</summary>
    /// <returns>The name of the reviewer whose token it is; null when it is nobody's.</returns>
    public string? Find(string token)
    {
        var given = Hash(token);
        string? found = null;
        foreach (var (name, hash) in _hashes)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, given))
                found = name;
        }

        return found;
    }

    /// <summary>What a session keeps of a token, so that it ends with the token; says nothing about it.</summary>
    /// <returns>Null when the reviewer has no token.</returns>
    public string? FingerprintOf(string name) =>
        _hashes.FirstOrDefault(token => token.Name == name).Hash is { } hash ? Convert.ToHexStringLower(SHA256.HashData(hash))[..16] : null;

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token.Trim()));
}
