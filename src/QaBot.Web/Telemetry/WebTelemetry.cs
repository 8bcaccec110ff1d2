using System.Runtime.CompilerServices;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using QaBot.Telemetry;

namespace QaBot.Web.Telemetry;

/// <summary>Exports, where a collector is configured, what QaBot tells and what ASP.NET, HttpClient and the runtime do.</summary>
public static class WebTelemetry
{
    public static void AddTelemetryExport(this IServiceCollection services, IConfiguration configuration)
    {
        if (OtlpExport.IsConfigured(configuration))
            Export(services, configuration);
    }

    /// <summary>
    /// Whether a request is worth a span: not a health check, which comes every few seconds, and not the socket of a chat, which is open for
    /// hours, under an address that holds its token.
    /// </summary>
    internal static bool IsTraced(HttpContext context)
    {
        var path = context.Request.Path;
        return !path.StartsWithSegments("/health") && !(path.Value?.EndsWith("/stream", StringComparison.OrdinalIgnoreCase) ?? false);
    }

    /// <summary>Apart, so that OpenTelemetry is loaded only where this is called.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Export(IServiceCollection services, IConfiguration configuration) => services.AddOtlpExport(configuration)
        .WithTracing(traces => traces.AddAspNetCoreInstrumentation(requests => requests.Filter = IsTraced).AddHttpClientInstrumentation())
        .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation());
}
