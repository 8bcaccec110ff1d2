using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace QaBot.Telemetry;

/// <summary>Sends spans and metrics to a collector, where one is configured. Without one nothing of OpenTelemetry's SDK is even loaded.</summary>
/// <remarks>Hence <see cref="IsConfigured"/>: callers ask it first, and do the rest in a method of its own.</remarks>
public static class OtlpExport
{
    private const string ServiceName = "qabot";

    public static bool IsConfigured(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return !string.IsNullOrWhiteSpace(configuration[$"{TelemetryOptions.Section}:Otlp:{nameof(OtlpOptions.Endpoint)}"])
            || !string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
    }

    /// <summary>Exports what QaBot and its models tell. A host starts it; without one call <see cref="StartOtlpExport"/>.</summary>
    /// <returns>To add further instrumentation.</returns>
    public static IOpenTelemetryBuilder AddOtlpExport(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var options = configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>()?.Otlp ?? new OtlpOptions();
        var version = typeof(OtlpExport).Assembly.GetName().Version?.ToString();
        return services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration["OTEL_SERVICE_NAME"] ?? ServiceName, serviceVersion: version))
            .WithTracing(traces => traces.AddSource(Instruments.Name, Instruments.ModelsName).AddOtlpExporter(exporter => Direct(exporter, options, "v1/traces")))
            .WithMetrics(metrics => metrics.AddMeter(Instruments.Name, Instruments.ModelsName).AddOtlpExporter(exporter => Direct(exporter, options, "v1/metrics")));
    }

    /// <summary>Starts the export; it ends, and sends the rest, when the provider is disposed.</summary>
    public static void StartOtlpExport(this IServiceProvider services)
    {
        services.GetRequiredService<TracerProvider>();
        services.GetRequiredService<MeterProvider>();
    }

    private static void Direct(OtlpExporterOptions exporter, OtlpOptions options, string path)
    {
        if (options.Protocol is { } protocol)
            exporter.Protocol = protocol == OtlpOptions.Http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        if (string.IsNullOrWhiteSpace(options.Endpoint))
            return;
        // An address that is set here is taken as it is, unlike one of the environment.
        exporter.Endpoint = exporter.Protocol == OtlpExportProtocol.HttpProtobuf
            ? new Uri($"{options.Endpoint.TrimEnd('/')}/{path}")
            : new Uri(options.Endpoint);
    }
}
