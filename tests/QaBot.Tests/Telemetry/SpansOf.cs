using System.Collections.Concurrent;
using System.Diagnostics;
using QaBot.Telemetry;

namespace QaBot.Tests.Telemetry;

/// <summary>The spans below one of its own, of QaBot and its models. Tests that run at the same time do not get into it.</summary>
internal sealed class SpansOf : IDisposable
{
    private readonly ActivitySource _source = new("QaBot.Tests");
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly Activity _root;

    public SpansOf()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Instruments.Name or Instruments.ModelsName || source == _source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        _root = _source.StartActivity("test")!;
    }

    /// <summary>Those that have ended, in that order.</summary>
    public IReadOnlyList<Activity> All => [.. _spans.Where(span => span.TraceId == _root.TraceId && span != _root)];

    public Activity Named(string name) => Assert.Single(All, span => span.OperationName == name);

    public Activity Question => Named("answer question");

    /// <summary>Everything in them that a collector would get.</summary>
    public IEnumerable<string> Texts => All.SelectMany(span => span.TagObjects.Concat(span.Events.SelectMany(happened => happened.Tags))
        .Select(tag => $"{tag.Key}={tag.Value}").Append(span.DisplayName).Append(span.StatusDescription ?? ""));

    public void Dispose()
    {
        _root.Dispose();
        _listener.Dispose();
        _source.Dispose();
    }
}
