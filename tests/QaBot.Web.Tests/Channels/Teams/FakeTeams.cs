using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Channels.Teams;

/// <summary>
/// Microsoft Teams' connector on a free port, as strict as its documentation: it enforces limits, sequence, pace and time by its own clock and
/// answers with the documented codes.
/// </summary>
internal sealed class FakeTeams : ChannelServer
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    // Timers of a clock that runs ten times as fast are some milliseconds off.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(0.95);

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<TeamsRefusal> _refusals = new();
    private readonly Dictionary<string, Stream> _streams = [];
    private readonly HashSet<string> _messages = [];
    private long? _lastOfStream;
    private int _ids;

    private FakeTeams(WebApplication app, TimeProvider time)
        : base(app) => _time = time;

    /// <summary>What Teams does beyond its rules: a user who stops, say. Null: nothing.</summary>
    public Func<JObject, TeamsRefusal?> Interfere { get; set; } = _ => null;

    /// <summary>What the rules forbade; a bot that keeps them gets none.</summary>
    public IReadOnlyCollection<TeamsRefusal> Violations => _refusals;

    public static async Task<FakeTeams> StartAsync(TimeProvider time)
    {
        var teams = new FakeTeams(Build(), time);
        teams.App.MapPost("/v3/conversations/{conversation}/activities/{activity?}", teams.ReceiveAsync);
        teams.App.MapPut("/v3/conversations/{conversation}/activities/{activity}", teams.UpdateAsync);
        await teams.App.StartAsync();
        return teams;
    }

    /// <summary>The next text of a stream, over whatever is before it.</summary>
    public async Task<JObject> NextChunkAsync()
    {
        while (true)
        {
            var activity = await NextAsync();
            if ((string?)InfoOf(activity)?["streamType"] == "streaming")
                return activity;
        }
    }

    public static JObject? InfoOf(JObject activity) => TeamsRules.Entities(activity).SingleOrDefault(entity => (string?)entity["type"] == "streaminfo");

    private async Task<IResult> ReceiveAsync(HttpRequest request, string conversation, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        var activity = JObject.Parse(await reader.ReadToEndAsync(cancellationToken));
        lock (_lock)
        {
            if (Interfere(activity) is { } interference)
                return Answer(interference);
            var isPersonal = (string?)activity["conversation"]?["conversationType"] == "personal";
            var info = InfoOf(activity);
            if ((info is null ? Check(activity, isPersonal) : CheckStream(activity, info, conversation, isPersonal)) is { } refusal)
            {
                _refusals.Enqueue(refusal);
                return Answer(refusal);
            }

            return Accept(activity, info, conversation);
        }
    }

    private async Task<IResult> UpdateAsync(HttpRequest request, string activity, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        var body = JObject.Parse(await reader.ReadToEndAsync(cancellationToken));
        lock (_lock)
        {
            if (!_messages.Contains(activity))
                return Answer(new(404, "ActivityNotFoundInConversation", "Unknown activity"));
            Accept(body);
            return Results.Json(new { id = activity });
        }
    }

    private static TeamsRefusal? Check(JObject activity, bool isPersonal) => (string?)activity["type"] switch
    {
        "message" => TeamsRules.CheckMessage(activity, isPersonal),
        "typing" => activity["text"] is null ? null : TeamsRefusal.Bad("Typing has no text"),
        _ => TeamsRefusal.Bad("Activity type not supported"),
    };

    private TeamsRefusal? CheckStream(JObject activity, JObject info, string conversation, bool isPersonal)
    {
        if (!isPersonal)
            return TeamsRefusal.NotAllowed;
        if (_lastOfStream is { } last && _time.GetElapsedTime(last) < Pace)
            return TeamsRefusal.TooFast;
        var type = (string?)info["streamType"];
        var isEnd = type == "final";
        if (isEnd != ((string?)activity["type"] == "message"))
            return TeamsRefusal.Bad("Only end streaming type is allowed as a message activity");
        if (isEnd ? info["streamSequence"] is not null : info["streamSequence"] is null)
            return TeamsRefusal.Bad("The sequence is wrong");
        if (!isEnd && (type is not ("informative" or "streaming") ? TeamsRefusal.Bad("Unknown stream type") : TeamsRules.CheckChunk(activity, type)) is { } bad)
            return bad;
        return (string?)info["streamId"] is { } id ? CheckContinued(activity, info, id, isEnd) : CheckStart(info, conversation, isEnd);
    }

    private TeamsRefusal? CheckStart(JObject info, string conversation, bool isEnd)
    {
        if (isEnd || (int)info["streamSequence"]! != 1)
            return TeamsRefusal.Bad("A stream begins with sequence 1");
        return _streams.Values.Any(stream => stream.Conversation == conversation && !stream.IsCompleted && _time.GetElapsedTime(stream.Began) < Longest) ? TeamsRefusal.NotAllowed : null;
    }

    private TeamsRefusal? CheckContinued(JObject activity, JObject info, string id, bool isEnd)
    {
        if (!_streams.TryGetValue(id, out var stream))
            return TeamsRefusal.Bad("Unknown stream");
        if (stream.IsCompleted)
            return TeamsRefusal.Completed;
        if (_time.GetElapsedTime(stream.Began) >= Longest)
            return TeamsRefusal.TimeIsUp;
        if (isEnd)
            return TeamsRules.CheckMessage(activity, isPersonal: true);
        if ((int)info["streamSequence"]! <= stream.Sequence)
            return new(202, "ContentStreamSequenceOrderPreConditionFailed", "PreCondition failed exception when processing streaming activity.");
        return (string?)info["streamType"] == "streaming" && !((string)activity["text"]!).StartsWith(stream.Text, StringComparison.Ordinal) ? TeamsRefusal.TakenBack : null;
    }

    private IResult Accept(JObject activity, JObject? info, string conversation)
    {
        var id = $"a-{++_ids}";
        if (info is null)
        {
            _messages.Add(id);
            activity["id"] = id;
            Accept(activity);
            return Results.Json(new { id }, statusCode: 201);
        }

        _lastOfStream = _time.GetTimestamp();
        var streamId = (string?)info["streamId"];
        var stream = streamId is null ? _streams[id] = new Stream(conversation, _time.GetTimestamp()) : _streams[streamId];
        stream.Sequence = (int?)info["streamSequence"] ?? stream.Sequence;
        stream.IsCompleted = (string?)info["streamType"] == "final";
        if ((string?)info["streamType"] == "streaming")
            stream.Text = ((string)activity["text"]!).TrimEnd();
        activity["id"] = streamId ?? id;
        if (stream.IsCompleted)
            _messages.Add(streamId!);
        Accept(activity);
        return streamId is null ? Results.Json(new { id }, statusCode: 201) : Results.Json(new { }, statusCode: 202);
    }

    private static IResult Answer(TeamsRefusal refusal) =>
        Results.Json(new { error = new { code = refusal.Code, message = refusal.Message } }, statusCode: refusal.Status);

    private sealed class Stream(string conversation, long began)
    {
        public string Conversation => conversation;

        public long Began => began;

        public int Sequence { get; set; }

        public string Text { get; set; } = "";

        public bool IsCompleted { get; set; }
    }
}
