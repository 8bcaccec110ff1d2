using System.ComponentModel.DataAnnotations;

namespace QaBot.Telemetry;

/// <summary>The section <c>Telemetry:Otlp</c>: where traces and metrics are sent in OpenTelemetry's protocol.</summary>
/// <remarks>OpenTelemetry's own variables (<c>OTEL_EXPORTER_OTLP_HEADERS</c>, <c>OTEL_METRIC_EXPORT_INTERVAL</c>, …) set the rest.</remarks>
public sealed class OtlpOptions : IValidatableObject
{
    public const string Grpc = "grpc";

    public const string Http = "http/protobuf";

    /// <summary>
    /// A collector's http or https address, without <c>/v1/traces</c>. Default: what <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says; where neither is
    /// set nothing is sent.
    /// </summary>
    public string? Endpoint { get; set; }

    /// <summary><c>grpc</c> or <c>http/protobuf</c>. Default: what <c>OTEL_EXPORTER_OTLP_PROTOCOL</c> says, else <c>grpc</c>.</summary>
    [AllowedValues(null, Grpc, Http, ErrorMessage = "must be 'grpc' or 'http/protobuf'.")]
    public string? Protocol { get; set; }

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(Endpoint) && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new ValidationResult($"'{Endpoint}' is not an absolute http or https address.", [nameof(Endpoint)]);
    }
}
