using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QaBot.Web.Tests.Http;

/// <summary>Self-signed certificates, such as machines of a company make for themselves.</summary>
internal static class Certificates
{
    public static X509Certificate2 Create()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=qabot.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
    }

    /// <returns>The path of a PKCS #12 file without a password, with its key.</returns>
    public static string Save(TestFolder folder)
    {
        using var certificate = Create();
        var path = Path.Combine(folder.Path, "server.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12));
        return path;
    }
}
