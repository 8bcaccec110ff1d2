using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using QaBot.Telemetry;

namespace QaBot.Tests.Telemetry;

/// <summary>What is recorded with some instruments, from its creation on.</summary>
internal sealed class MetricsOf : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measurement> _measurements = new();

    public MetricsOf(Instruments instruments)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == instruments.Meter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Names and values of all tags.</summary>
    public IEnumerable<string> Texts => _measurements.SelectMany(measurement => measurement.Tags).SelectMany(tag => new[] { tag.Key, tag.Value?.ToString() ?? "" });

    /// <summary>Of the measurements that have all these tags.</summary>
    public double Sum(string name, params (string Key, string Value)[] tags) => Find(name, tags).Sum(measurement => measurement.Value);

    public int Count(string name, params (string Key, string Value)[] tags) => Find(name, tags).Count();

    /// <summary>What an observed metric says now.</summary>
    public double Observe(string name)
    {
        _measurements.Clear();
        _listener.RecordObservableInstruments();
        return Sum(name);
    }

    public void Dispose() => _listener.Dispose();

    private IEnumerable<Measurement> Find(string name, (string Key, string Value)[] tags) => _measurements.Where(measurement =>
        measurement.Name == name && tags.All(tag => measurement.Tags.Any(found => found.Key == tag.Key && Equals(found.Value, tag.Value))));

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measurements.Enqueue(new Measurement(instrument.Name, value, tags.ToArray()));

    private sealed record Measurement(string Name, double Value, IReadOnlyList<KeyValuePair<string, object?>> Tags);
}
