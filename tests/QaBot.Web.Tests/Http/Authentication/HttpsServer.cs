using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace QaBot.Web.Tests.Http.Authentication;

/// <summary>What every double of a token service is served by.</summary>
internal static class HttpsServer
{
    /// <summary>On a free port of this machine, with a certificate that this process trusts; not started.</summary>
    public static WebApplication Build()
    {
        var certificate = TrustedCertificate.Value;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        builder.Logging.ClearProviders();
        return builder.Build();
    }
}
