using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QaBot.Web.Tests.Http.Authentication;

/// <summary>
/// A certificate of 127.0.0.1 that this process trusts, as if it had been started with SSL_CERT_FILE: the Bot Framework fetches keys over
/// https only, with a client that nobody can replace.
/// </summary>
internal static class TrustedCertificate
{
    /// <summary>Names the file of trusted certificates to a process that is started.</summary>
    public const string Variable = "SSL_CERT_FILE";

    private static readonly string File = Path.Combine(Directory.CreateTempSubdirectory("qabot-trust-").FullName, "trusted.pem");

    private static readonly X509Certificate2 Made = Make();

    /// <summary>The value of <see cref="Variable"/> for a process that is to trust the certificate too.</summary>
    public static string TrustedFile => File;

    /// <exception cref="SkipException">Certificates are not trusted by a file on this system.</exception>
    public static X509Certificate2 Value
    {
        get
        {
            Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux trusts the certificates of a file that a variable names.");
            return Made;
        }
    }

    /// <summary>Before any test: the first that uses TLS makes the process read its trusted certificates, once.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Nothing else runs early enough.")]
    internal static void Prepare()
    {
        if (OperatingSystem.IsLinux())
            RuntimeHelpers.RunClassConstructor(typeof(TrustedCertificate).TypeHandle);
    }

    private static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        Trust(certificate);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
    }

    private static void Trust(X509Certificate2 certificate)
    {
        var trustedBefore = Environment.GetEnvironmentVariable(Variable);
        var bundle = trustedBefore is not null && System.IO.File.Exists(trustedBefore) ? System.IO.File.ReadAllText(trustedBefore) : "";
        System.IO.File.WriteAllText(File, $"{bundle}\n{certificate.ExportCertificatePem()}\n");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(File)!, recursive: true);
        // The runtime's own call changes a copy; the trusted certificates are read by native code.
        _ = SetVariable(Variable, File, 1);
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetVariable([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
