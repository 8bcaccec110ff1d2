using System.Security.Claims;
using System.Security.Principal;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace QaBot.Web.Bot.Delivery;

/// <summary>A reply that its channel has not taken yet, with all that it takes to send it later, by another process even.</summary>
/// <param name="Id">Sorts by the time at which replies were kept.</param>
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
    public string Conversation => ConversationOf(Activity);

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
            [.. (identity?.Claims ?? []).Select(claim => new KeptClaim(claim.Type, claim.Value))]);
    }

    public static string ConversationOf(IActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return $"{activity.ChannelId}/{activity.Conversation?.Id}";
    }

    public string ToJson() => JsonConvert.SerializeObject(this, Settings);

    /// <exception cref="JsonException">It is none.</exception>
    public static KeptReply FromJson(string json) => JsonConvert.DeserializeObject<KeptReply>(json, Settings) is { Activity: not null, Claims: not null } reply
        ? reply
        : throw new JsonSerializationException("The text is no kept reply.");
}
