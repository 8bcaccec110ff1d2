namespace QaBot.Web.Bot.Workbench;

/// <summary>What was said in one conversation, as JSON, oldest first; the oldest is dropped when it is too much. Not thread-safe.</summary>
internal sealed class ConversationRecording
{
    private const int MostActivities = 500;
    private const int Length = 1_000_000;

    private readonly List<(string? Id, string Json)> _activities = [];
    private int _length;

    public int Dropped { get; private set; }

    public IReadOnlyList<string> Activities => _activities.ConvertAll(activity => activity.Json);

    public bool Has(string? id) => id is not null && _activities.Exists(activity => activity.Id == id);

    /// <summary>Adds an activity, or puts it in the place of the one with its id.</summary>
    public void Put(string? id, string json)
    {
        var index = id is null ? -1 : _activities.FindIndex(activity => activity.Id == id);
        if (index < 0)
        {
            _activities.Add((id, json));
        }
        else
        {
            _length -= _activities[index].Json.Length;
            _activities[index] = (id, json);
        }

        _length += json.Length;
        while (_activities.Count > MostActivities || (_length > Length && _activities.Count > 1))
            DropOldest();
    }

    private void DropOldest()
    {
        _length -= _activities[0].Json.Length;
        _activities.RemoveAt(0);
        Dropped++;
    }
}
