using System.Text.Json.Nodes;

namespace QaBot.DirectLine;

/// <summary>
/// What the clients of one conversation see, in order. Every client reads it at its own pace from its own watermark, so a slow one costs
/// no memory. Bounded: the oldest activities go first. Thread-safe.
/// </summary>
internal sealed class ActivityLog(int keptActivities, long keptBytes)
{
    private const int PageActivities = 200;
    private const int PageBytes = 512 * 1024;

    private readonly Lock _lock = new();
    private readonly List<LoggedActivity> _activities = [];
    private TaskCompletionSource _grown = NewSignal();
    private long _last;
    private long _bytes;

    /// <summary>
    /// Adds an activity and takes out those that it supersedes, also an earlier one of its id. A piece of a stream that comes late, after the stream's
    /// end, is left out: clients would show it beside the message that took its place.
    /// </summary>
    public void Append(JsonObject activity)
    {
        TaskCompletionSource grown;
        lock (_lock)
        {
            var entry = LoggedActivity.From(_last + 1, activity);
            if (_activities.Exists(earlier => earlier.Ends(entry)))
                return;
            _last = entry.Sequence;
            _activities.RemoveAll(earlier => entry.Supersedes(earlier) && Forget(earlier));
            _activities.Add(entry);
            _bytes += entry.Json.Length;
            Trim();
            (grown, _grown) = (_grown, NewSignal());
        }

        grown.SetResult();
    }

    /// <returns>Null when it was never there or is no longer kept.</returns>
    public LoggedActivity? Find(string id)
    {
        lock (_lock)
            return _activities.Find(activity => activity.Id == id);
    }

    /// <param name="watermark">Of the last page that the client has; 0 for all. One that was never given counts as the newest.</param>
    /// <param name="grown">Ends when there is more than this page.</param>
    /// <returns>At most 200 activities or about 512 KiB; without any when there is nothing new.</returns>
    public ActivityPage Read(long watermark, out Task grown)
    {
        lock (_lock)
        {
            grown = _grown.Task;
            var page = new List<LoggedActivity>();
            var bytes = 0;
            for (var i = FirstAfter(watermark); i < _activities.Count && page.Count < PageActivities && bytes < PageBytes; i++)
            {
                page.Add(_activities[i]);
                bytes += _activities[i].Json.Length;
            }

            return new ActivityPage(page, page.Count > 0 ? page[^1].Sequence : Math.Min(watermark, _last));
        }
    }

    // Clients that follow need the newest, so this looks from the end.
    private int FirstAfter(long watermark)
    {
        var first = _activities.Count;
        while (first > 0 && _activities[first - 1].Sequence > watermark)
            first--;
        return first;
    }

    private bool Forget(LoggedActivity activity)
    {
        _bytes -= activity.Json.Length;
        return true;
    }

    private void Trim()
    {
        var surplus = 0;
        while (surplus < _activities.Count - 1 && (_activities.Count - surplus > keptActivities || _bytes > keptBytes))
            _bytes -= _activities[surplus++].Json.Length;
        _activities.RemoveRange(0, surplus);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
