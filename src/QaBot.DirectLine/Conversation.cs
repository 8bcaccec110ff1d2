using System.Globalization;
using System.Text.Json.Nodes;

namespace QaBot.DirectLine;

/// <summary>One user's conversation with the bot. Thread-safe.</summary>
internal sealed class Conversation : IDisposable
{
    private const string ChannelId = "webchat";

    private readonly DirectLineOptions _options;
    private readonly IBotAddress _address;
    private readonly TimeProvider _time;
    private readonly DeliveryQueue _deliveries;
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();
    private bool _isStarted;
    private long _lastId;
    private int _sockets;
    private DateTimeOffset _lastTimestamp;
    private DateTimeOffset _lastUsed;

    public Conversation(string id, string userId, DirectLineOptions options, IBotAddress address, BotDelivery delivery, TimeProvider time)
    {
        (Id, UserId, _options, _address, _time) = (id, userId, options, address, time);
        Log = new ActivityLog(options.KeptActivities, options.KeptBytes);
        Ended = _ended.Token;
        _lastUsed = time.GetUtcNow();
        _deliveries = new DeliveryQueue(options.WaitingActivities, async activity =>
        {
            if (!await delivery.TryDeliverAsync(activity) && activity.IsAwaited)
                AddFromBot(Undelivered(activity));
        });
    }

    public string Id { get; }

    public string UserId { get; }

    public ActivityLog Log { get; }

    /// <summary>Cancelled when the conversation has been removed, also because the host stops.</summary>
    public CancellationToken Ended { get; }

    public JsonObject User => new() { ["id"] = UserId, ["role"] = "user" };

    public JsonObject Bot => new() { ["id"] = _options.BotId, ["name"] = _options.BotName, ["role"] = "bot" };

    /// <summary>Tells the bot who is here, the first time only.</summary>
    /// <returns>Whether this was the first time.</returns>
    public bool Start(string? locale = null)
    {
        lock (_lock)
        {
            _lastUsed = _time.GetUtcNow();
            if (_isStarted)
                return false;
            _isStarted = true;
            var update = new JsonObject { ["type"] = "conversationUpdate", ["membersAdded"] = new JsonArray(Bot, User), ["from"] = User };
            if (locale is not null)
                update["locale"] = locale;
            Stamp(update);
            Deliver(update);
            return true;
        }
    }

    /// <summary>Shows a user's activity to the conversation's clients and sends it to the bot.</summary>
    /// <param name="activity">As <see cref="ClientActivity"/> made it.</param>
    /// <returns>The id that the activity got; null when too many wait for the bot already, and nothing was done.</returns>
    public string? TryAddFromUser(JsonObject activity)
    {
        Start();
        lock (_lock)
        {
            if (!_deliveries.HasRoom)
                return null;
            var from = User;
            if (activity.Object("from")?.Text("name") is { } name)
                from["name"] = name;
            activity["from"] = from;
            var id = Stamp(activity);
            Log.Append(activity);
            Deliver(activity);
            return id;
        }
    }

    /// <summary>Shows an activity of the bot to the conversation's clients, unless it is of a kind that is not for them.</summary>
    /// <returns>The id that the activity got.</returns>
    public string AddFromBot(JsonObject activity)
    {
        lock (_lock)
        {
            AddressToClients(activity);
            var id = Stamp(activity);
            if (activity.Text("type") is not ("trace" or "conversationUpdate"))
                Log.Append(activity);
            return id;
        }
    }

    /// <summary>Puts an activity in the place of one that was sent before; the stock client, too, replaces what has the same id.</summary>
    /// <returns>False when there is none of that id.</returns>
    public bool Update(string activityId, JsonObject activity)
    {
        lock (_lock)
        {
            if (Log.Find(activityId) is not { } earlier || earlier.Sender == UserId)
                return false;
            AddressToClients(activity);
            Stamp(activity);
            (activity["id"], activity["timestamp"]) = (activityId, earlier.Timestamp);
            Log.Append(activity);
            return true;
        }
    }

    /// <summary>Deletes an activity of the bot. Clients get an event of its id in its place, because the stock client shows no events.</summary>
    /// <returns>False when there is none of that id.</returns>
    public bool Delete(string activityId) => Update(activityId, new JsonObject { ["type"] = "event", ["name"] = "messageDelete" });

    /// <returns>False when the conversation has as many sockets as it may.</returns>
    public bool TryOpenSocket()
    {
        lock (_lock)
        {
            if (_sockets >= _options.SocketsPerConversation)
                return false;
            _sockets++;
            return true;
        }
    }

    public void CloseSocket()
    {
        lock (_lock)
        {
            _sockets--;
            _lastUsed = _time.GetUtcNow();
        }
    }

    public void Touch()
    {
        lock (_lock)
            _lastUsed = _time.GetUtcNow();
    }

    /// <returns>How long nobody has used it; zero while a socket is open.</returns>
    public TimeSpan UnusedTime()
    {
        lock (_lock)
            return _sockets > 0 ? TimeSpan.Zero : _time.GetUtcNow() - _lastUsed;
    }

    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
    }

    private void AddressToClients(JsonObject activity)
    {
        activity["from"] = Bot;
        activity.Remove("serviceUrl");
        activity.Remove("recipient");
    }

    private string Stamp(JsonObject activity)
    {
        var now = _time.GetUtcNow();
        // Clients sort by time: it must not go back when the clock does.
        _lastTimestamp = now > _lastTimestamp ? now : _lastTimestamp;
        _lastUsed = now;
        var id = string.Create(CultureInfo.InvariantCulture, $"{Id}|{++_lastId:D7}");
        activity["id"] = id;
        activity["timestamp"] = _lastTimestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        activity["channelId"] = ChannelId;
        activity["conversation"] = new JsonObject { ["id"] = Id };
        return id;
    }

    private void Deliver(JsonObject activity)
    {
        activity["recipient"] = Bot;
        activity["serviceUrl"] = _address.ServiceUrl.AbsoluteUri;
        _deliveries.Enqueue(new Delivery(activity.Text("id")!, activity.Text("type")!, activity.ToUtf8()));
    }

    private static JsonObject Undelivered(Delivery delivery) => new()
    {
        ["type"] = "message",
        ["text"] = "This could not be delivered to the bot. Please try again in a moment.",
        ["locale"] = "en-US",
        ["replyToId"] = delivery.ActivityId,
    };
}
