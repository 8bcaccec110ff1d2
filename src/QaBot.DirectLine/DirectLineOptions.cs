using System.ComponentModel.DataAnnotations;

namespace QaBot.DirectLine;

/// <summary>The section <c>DirectLine</c>: the local Direct Line that the chat page uses, and its limits.</summary>
public sealed class DirectLineOptions
{
    public const string Section = "DirectLine";

    /// <summary>The bot's id in every conversation; 1 to 100 characters. Default: bot.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string BotId { get; set; } = "bot";

    /// <summary>The bot's name as chats show it; 1 to 100 characters. Default: Bot.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string BotName { get; set; } = "Bot";

    /// <summary>How long a client's token is good; the stock client renews it every 15 minutes. 1 minute to 1 day. Default: 30 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A conversation without a socket and without a request for so long is forgotten; 1 second to 30 days. Default: 2 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Conversations held at the same time; 1 to 1,000,000. Default: 2,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxConversations { get; set; } = 2000;

    /// <summary>New conversations a minute, and so many at once, over which 429 is answered; 1 to 60,000. Default: 600.</summary>
    [Range(1, 60_000)]
    public int ConversationsPerMinute { get; set; } = 600;

    /// <summary>Activities that the user of one conversation may send a minute, and so many at once; 1 to 60,000. Default: 120.</summary>
    [Range(1, 60_000)]
    public int ActivitiesPerMinute { get; set; } = 120;

    /// <summary>Requests of any kind that one conversation may make a minute, and so many at once; polling takes 60. 1 to 60,000. Default: 1,200.</summary>
    [Range(1, 60_000)]
    public int RequestsPerMinute { get; set; } = 1200;

    /// <summary>Sockets that one conversation may hold open, one for each tab; 1 to 1,000. Default: 10.</summary>
    [Range(1, 1000)]
    public int SocketsPerConversation { get; set; } = 10;

    /// <summary>Largest body, in bytes, from the client or the bot; 1 KiB to 4 MiB. Default: 256 KiB.</summary>
    [Range(1024, 4 * 1024 * 1024)]
    public int MaxActivityBytes { get; set; } = 256 * 1024;

    /// <summary>Activities of one conversation that are kept for clients that reconnect, the newest; 10 to 100,000. Default: 1,000.</summary>
    [Range(10, 100_000)]
    public int KeptActivities { get; set; } = 1000;

    /// <summary>
    /// Bytes of JSON that one conversation keeps, at least its newest activity; 1 KiB to 1 GiB. <see cref="MaxConversations"/> times this is
    /// the most that all of them can take, whatever their users send. Default: 256 KiB.
    /// </summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int KeptBytes { get; set; } = 256 * 1024;

    /// <summary>A socket whose client takes longer to accept what is sent is dropped; 0.1 seconds to 5 minutes. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan SocketSendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Activities on their way to the bot at the same time, of different conversations; 1 to 10,000. Default: 64.</summary>
    [Range(1, 10_000)]
    public int ConcurrentDeliveries { get; set; } = 64;

    /// <summary>Activities of one conversation that wait for the bot, over which 429 is answered; 1 to 10,000. Default: 100.</summary>
    [Range(1, 10_000)]
    public int WaitingActivities { get; set; } = 100;

    /// <summary>How often an activity is sent to the bot before its user is told that it could not be delivered; 1 to 10. Default: 3.</summary>
    [Range(1, 10)]
    public int DeliveryAttempts { get; set; } = 3;

    /// <summary>Longest time that the bot may take to accept an activity; 0.1 seconds to 5 minutes. Default: 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Wait before the second attempt; it doubles with each further one. 0 to 10 seconds. Default: 0.2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan DeliveryRetryDelay { get; set; } = TimeSpan.FromSeconds(0.2);
}
