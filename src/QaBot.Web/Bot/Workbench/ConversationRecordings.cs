using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Bot.Workbench;

/// <summary>
/// What was said in the conversations that used the workbench most recently, as the Emulator reads transcripts: every activity has an id,
/// a time, and a sender and a recipient with their roles. In memory only: it begins anew with the process. Bounded. Thread-safe.
/// </summary>
public sealed class ConversationRecordings(TimeProvider time)
{
    private const int MostConversations = 16;

    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        NullValueHandling = NullValueHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
    });

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, ConversationRecording> _conversations = [];

    // A message runs through two turns: the request's and the one that answers.
    private readonly ConditionalWeakTable<Activity, object> _received = [];

    /// <summary>Adds what a user sent, unless it is there.</summary>
    public void Receive(Activity activity)
    {
        if (!IsKept(activity))
            return;
        lock (_lock)
        {
            if (_received.TryGetValue(activity, out _))
                return;
            _received.Add(activity, this);
            var recording = RecordingOf(activity);
            if (!recording.Has(activity.Id))
                recording.Put(activity.Id, ToJson(activity, RoleTypes.User, RoleTypes.Bot));
        }
    }

    /// <summary>Adds what the bot sent, or puts it in the place of what it updates.</summary>
    public void Send(Activity activity)
    {
        if (!IsKept(activity))
            return;
        lock (_lock)
            RecordingOf(activity).Put(string.IsNullOrEmpty(activity.Id) ? null : activity.Id, ToJson(activity, RoleTypes.Bot, RoleTypes.User));
    }

    /// <returns>Empty when nothing was recorded.</returns>
    public RecordedConversation Read(IActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        IReadOnlyList<string> activities;
        int dropped;
        lock (_lock)
        {
            if (!_conversations.TryGetValue(activity.ConversationKey(), out var recording))
                return new RecordedConversation([], 0);
            (activities, dropped) = (recording.Activities, recording.Dropped);
        }

        return new RecordedConversation([.. activities.Select(json => JsonNode.Parse(json)!.AsObject())], dropped);
    }

    // Typing, and the parts of an answer that is being written, are over when it is there.
    private static bool IsKept(Activity activity) => activity.Type is ActivityTypes.Message or ActivityTypes.MessageReaction or ActivityTypes.Event
        or ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate or ActivityTypes.EndOfConversation or ActivityTypes.Trace;

    private ConversationRecording RecordingOf(Activity activity)
    {
        var key = activity.ConversationKey();
        if (_conversations.Remove(key, out var recording))
        {
            _conversations.Add(key, recording);
            return recording;
        }

        _conversations.Add(key, recording = new ConversationRecording());
        if (_conversations.Count > MostConversations)
            _conversations.RemoveAt(0);
        return recording;
    }

    private string ToJson(Activity activity, string fromRole, string recipientRole)
    {
        var json = JObject.FromObject(activity, Serializer);
        if (string.IsNullOrEmpty((string?)json["id"]))
            json["id"] = Guid.NewGuid().ToString();
        json["timestamp"] ??= time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        SetRole(json, "from", fromRole);
        SetRole(json, "recipient", recipientRole);
        return json.ToString(Formatting.None);
    }

    /// <summary>The Emulator looks into both of every activity.</summary>
    private static void SetRole(JObject activity, string account, string role)
    {
        if (activity[account] is not JObject known)
            activity[account] = known = new JObject { ["id"] = role };
        known["role"] = role;
    }
}
