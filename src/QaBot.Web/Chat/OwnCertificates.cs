using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QaBot.Web.Chat;

/// <summary>
/// The certificates with which this server has answered, by which this process knows itself at the other end. Where only https is served,
/// it talks to itself over https, and its certificate may be one that nobody vouches for, or for a name that is not the address. Thread-safe.
/// </summary>
public sealed class OwnCertificates
{
    private readonly ConcurrentDictionary<string, bool> _hashes = new();

    /// <summary>Called in each handshake of the server, before the other end sees the certificate.</summary>
    public void Add(SslServerAuthenticationOptions handshake)
    {
        ArgumentNullException.ThrowIfNull(handshake);
        if ((handshake.ServerCertificateContext?.TargetCertificate ?? handshake.ServerCertificate) is { } certificate)
            _hashes.TryAdd(HashOf(certificate), true);
    }

    /// <summary>Whether this server has answered with it.</summary>
    public bool Contains(X509Certificate? certificate) => certificate is not null && _hashes.ContainsKey(HashOf(certificate));

    private static string HashOf(X509Certificate certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);
}
