using System.Threading.Channels;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using QaBot.Storage;
using QaBot.Web.Chat;

namespace QaBot.Web.Bot.Delivery;

/// <summary>
/// The replies that their channels have not taken yet, in the order of each conversation. Bounded, and stored as they are kept, so that
/// the next process finds what this one could not deliver. Where two run on one store, as while one takes over from another, the one that
/// started last has them all. Thread-safe.
/// </summary>
/// <remarks>
/// A reply is stored before it is sent for the first time and forgotten when it is delivered, so that a process that is killed meanwhile costs
/// no answer; where the channel had taken it, it arrives twice. It costs a turn about 0.3 ms. What is still lost is an answer that is recorded and
/// has not come to be sent, which takes up to three seconds where it has to end what is shown of it. Replies to the web chat of this process are
/// not kept: its conversations end with the process, and it is not out of reach before.
/// </remarks>
public sealed class Outbox(SqliteKeyValueStore store, LocalAddress local, IOptions<BotOptions> options, TimeProvider time, ILogger<Outbox> logger)
{
    /// <summary>The most replies that are kept at a time; one more is given up at once.</summary>
    public const int Capacity = 1000;

    private const string KeyPrefix = "undelivered:";

    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly bool _isOn = options.Value.KeepReplies > TimeSpan.Zero;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<KeptReply>> _conversations = [];
    private readonly HashSet<string> _unstored = [];
    private readonly Channel<KeptReply> _heads = Channel.CreateUnbounded<KeptReply>();
    private int _count;

    /// <summary>The first kept reply of each conversation that had none; what follows comes from <see cref="Remove"/>.</summary>
    internal ChannelReader<KeptReply> Heads => _heads.Reader;

    /// <summary>Whether a conversation has replies to deliver before anything else may be sent to it.</summary>
    public bool Holds(Activity activity)
    {
        lock (_lock)
            return _conversations.ContainsKey(activity.ConversationKey());
    }

    /// <summary>Stores a reply that is about to be sent. <see cref="TryKeep"/> or <see cref="End"/> must follow.</summary>
    /// <param name="activity">As the turn hands it to the adapter, addressed.</param>
    /// <returns>Null when it is none to keep.</returns>
    public KeptReply? Begin(ITurnContext turn, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (!_isOn || activity.Type != ActivityTypes.Message || local.IsOwn(activity.ServiceUrl))
            return null;
        var reply = KeptReply.Of(turn, activity, _owner, time.GetUtcNow());
        TryStore(reply);
        return reply;
    }

    /// <summary>Keeps a reply that could not be sent, behind those of its conversation.</summary>
    /// <returns>False when there are too many.</returns>
    public bool TryKeep(ITurnContext turn, KeptReply reply)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(reply);
        var answer = turn.TurnState.Get<SentAnswer>();
        var kept = reply with { Since = time.GetUtcNow(), Smaller = Addressed(answer?.Smaller()), Plain = Addressed(answer?.Plain()) };
        Store(kept);
        return TryAdd(kept);

        Activity? Addressed(Activity? other) => other?.ApplyConversationReference(turn.Activity.GetConversationReference());
    }

    /// <summary>Forgets a reply that was delivered or given up without having been kept.</summary>
    public void End(KeptReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        lock (_lock)
            _unstored.Remove(reply.Id);
        TryChange(() => store.Delete([KeyPrefix + reply.Id]));
    }

    /// <summary>Takes up what an earlier process left.</summary>
    internal void Restore()
    {
        foreach (var (key, json) in store.ReadStartingWith(KeyPrefix))
        {
            try
            {
                var reply = KeptReply.FromJson(json) with { Owner = _owner };
                // Taken from its owner first, and only then sent.
                Store(reply);
                if (TryAdd(reply))
                    continue;
            }
            catch (JsonException)
            {
            }

            logger.LogError("A stored reply is given up: {Reason}.", "it cannot be read, or there are too many");
            store.Delete([key]);
        }
    }

    /// <summary>Whether this process is still the one to deliver a reply, and nobody has.</summary>
    internal bool IsOwn(KeptReply reply)
    {
        lock (_lock)
        {
            if (_unstored.Contains(reply.Id))
                return true;
        }

        var key = KeyPrefix + reply.Id;
        try
        {
            return store.Read([key]).TryGetValue(key, out var stored) && KeptReply.FromJson(stored.Value).Owner == _owner;
        }
        catch (Exception e)
        {
            logger.LogError("The kept replies could not be read: {Exception}.", e.GetType().FullName);
            return true;
        }
    }

    /// <summary>Forgets a reply that was delivered or given up, or is another process's now.</summary>
    /// <returns>The next reply of the same conversation; null when there is none.</returns>
    internal KeptReply? Remove(KeptReply reply)
    {
        if (IsOwn(reply))
            TryChange(() => store.Delete([KeyPrefix + reply.Id]));
        lock (_lock)
        {
            _unstored.Remove(reply.Id);
            var replies = _conversations[reply.Conversation];
            replies.Dequeue();
            _count--;
            if (replies.TryPeek(out var next))
                return next;
            _conversations.Remove(reply.Conversation);
            return null;
        }
    }

    private bool TryAdd(KeptReply reply)
    {
        lock (_lock)
        {
            if (_count >= Capacity)
                return false;
            _count++;
            if (_conversations.TryGetValue(reply.Conversation, out var replies))
            {
                replies.Enqueue(reply);
                return true;
            }

            _conversations.Add(reply.Conversation, new Queue<KeptReply>([reply]));
            return _heads.Writer.TryWrite(reply);
        }
    }

    private void Store(KeptReply reply)
    {
        if (TryStore(reply))
            return;
        lock (_lock)
            _unstored.Add(reply.Id);
    }

    private bool TryStore(KeptReply reply) => TryChange(() => store.Write([new ValueChange(KeyPrefix + reply.Id, reply.ToJson(), ValueChange.AnyETag)]));

    // Without the store a reply is kept as long as the process lives.
    private bool TryChange(Action change)
    {
        try
        {
            change();
            return true;
        }
        catch (Exception e)
        {
            logger.LogError("The kept replies could not be stored: {Exception}.", e.GetType().FullName);
            return false;
        }
    }
}
