namespace QaBot.Telemetry;

/// <summary>The section <c>Telemetry</c>: what is told of QaBot's work, and to whom.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>
    /// Record questions, prompts and answers in spans, for whoever develops prompts. They hold what people typed: leave it off where that is
    /// anyone's but your own. Default: false, no text in spans, metrics or logs.
    /// </summary>
    public bool RecordText { get; set; }

    public OtlpOptions Otlp { get; set; } = new();
}
