using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace QaBot.Web.Chat;

/// <summary>Connections of this process to itself.</summary>
public static class OwnServer
{
    /// <summary>Lets the server keep note of the certificates that <see cref="ConnectToOwnServer"/> accepts.</summary>
    public static void AddOwnCertificates(this IServiceCollection services)
    {
        services.AddSingleton<OwnCertificates>();
        services.AddOptions<KestrelServerOptions>().Configure<OwnCertificates>((kestrel, certificates) =>
            kestrel.ConfigureHttpsDefaults(https => https.OnAuthenticate = (_, handshake) => certificates.Add(handshake)));
    }

    /// <summary>Makes a client one for this server and no other: past every proxy, without redirections, with the server's own certificate only.</summary>
    public static IHttpClientBuilder ConnectToOwnServer(this IHttpClientBuilder client) => client.UseSocketsHttpHandler((handler, services) =>
    {
        var certificates = services.GetRequiredService<OwnCertificates>();
        (handler.UseProxy, handler.UseCookies, handler.AllowAutoRedirect) = (false, false, false);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificates.Contains(certificate);
    });
}
