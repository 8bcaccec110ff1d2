using System.Net;
using System.Security.Claims;
using System.Security.Principal;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using QaBot.Web.Bot.Channels;

namespace QaBot.Web.Bot.Delivery;

/// <summary>A reply that its channel has not taken yet, with all that it takes to send it later, by another process even.</summary>
/// <param name="Id">Sorts by the time at which replies were first to be sent.</param>
/// <param name="Owner">The process that delivers it.</param>
/// <param name="Since">When it should have been delivered.</param>
/// <param name="AuthenticationType">Of the identity that the turn ran under.</param>
/// <param name="Claims">Of the same; they say which app's token the channel takes.</param>
public sealed record KeptReply(string Id, string Owner, DateTimeOffset Since, Activity Activity, string? AuthenticationType, IReadOnlyList<KeptClaim> Claims)
{
    // A text that looks like a date must arrive letter by letter.
    private static readonly JsonSerializerSettings Settings = new() { NullValueHandling = NullValueHandling.Ignore, DateParseHandling = DateParseHandling.None };

    /// <summary>Replies of one conversation keep their order.</summary>
    [JsonIgnore]
    public string Conversation => Activity.ConversationKey();

    /// <summary>Of the answer that it is; null when it is none, or one that is not stored.</summary>
    public string? RecordId { get; init; }

    /// <summary>What to send where the activity is too large for the channel; null when there is nothing smaller.</summary>
    public Activity? Smaller { get; init; }

    /// <summary>What to send where the channel refuses the form that was made for it; null when there is no plainer one.</summary>
    public Activity? Plain { get; init; }

    [JsonIgnore]
    public ClaimsIdentity Identity => new(Claims.Select(claim => new Claim(claim.Type, claim.Value)), AuthenticationType);

    /// <summary>Where the reply goes.</summary>
    [JsonIgnore]
    public ConversationReference Reference => new()
    {
        ServiceUrl = Activity.ServiceUrl,
        ChannelId = Activity.ChannelId,
        Conversation = Activity.Conversation,
        Bot = Activity.From,
        User = Activity.Recipient,
    };

    /// <param name="activity">As the turn hands it to the adapter, addressed.</param>
    public static KeptReply Of(ITurnContext turn, Activity activity, string owner, DateTimeOffset since)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var identity = turn.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey) as ClaimsIdentity;
        return new KeptReply(
            $"{since.ToUnixTimeMilliseconds():D15}-{Guid.CreateVersion7(since):N}",
            owner,
            since,
            activity,
            identity?.AuthenticationType,
            [.. (identity?.Claims ?? []).Select(claim => new KeptClaim(claim.Type, claim.Value))])
        {
            RecordId = turn.TurnState.Get<SentAnswer>()?.RecordId,
        };
    }

    private IStreamForm? StreamEnded => ReplyShapers.For(Activity.ChannelId).StreamIn(Activity.Conversation) is { } form && form.IsEnding(Activity) ? form : null;

    /// <returns>What a channel that did not take it means; null where it ends no stream, or the failure is no refusal.</returns>
    public StreamRefusal? Read(Exception? failure) => failure is ErrorResponseException refusal ? StreamEnded?.Read(refusal) : null;

    /// <summary>The same in a form that the channel may take when it refused this one: as a message of its own, a smaller or a plainer one.</summary>
    /// <returns>Null when there is none.</returns>
    public KeptReply? Instead(Exception failure)
    {
        if (StreamEnded is { } form && Read(failure) == StreamRefusal.Ended)
            return this with { Activity = form.Alone(Activity), Smaller = Alone(Smaller), Plain = Alone(Plain) };
        var other = (failure as ErrorResponseException)?.Response?.StatusCode switch
        {
            HttpStatusCode.RequestEntityTooLarge => Smaller,
            HttpStatusCode.BadRequest => Plain,
            _ => null,
        };
        return other is null ? null : this with { Activity = other, Smaller = null, Plain = null };

        Activity? Alone(Activity? ending) => ending is null ? null : form.Alone(ending);
    }

    public string ToJson() => JsonConvert.SerializeObject(this, Settings);

    /// <exception cref="JsonException">It is none.</exception>
    public static KeptReply FromJson(string json) => JsonConvert.DeserializeObject<KeptReply>(json, Settings) is { Activity: not null, Claims: not null } reply
        ? reply
        : throw new JsonSerializationException("The text is no kept reply.");
}
