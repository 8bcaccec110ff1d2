using System.ComponentModel.DataAnnotations;
using QaBot.Web.Bot.Workbench;

namespace QaBot.Web.Bot;

/// <summary>The section <c>Bot</c>: how QaBot behaves in a chat.</summary>
public sealed class BotOptions
{
    public const string Section = "Bot";

    /// <summary>
    /// Serve unsigned requests that come from another machine or through a proxy when there is no <c>MicrosoftAppId</c>. Whoever reaches
    /// the address can then ask, and make the bot send to any address. Default: false.
    /// </summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>
    /// Where the prompt workbench is on, which shows rendered prompts and drafts and lets a conversation choose its prompt: <c>Auto</c>, for
    /// those who develop the bot (<see cref="WorkbenchPolicy"/>); <c>On</c>, for everyone on every channel; <c>Off</c>. Default: Auto.
    /// </summary>
    [EnumDataType(typeof(WorkbenchMode))]
    public WorkbenchMode Workbench { get; set; } = WorkbenchMode.Auto;

    /// <summary>Questions offered to a new user; only those that the corpus answers are shown. Default: none.</summary>
    public IList<string> ExampleQuestions { get; init; } = [];

    /// <summary>Turns answered at the same time, of different conversations; 1 to 1,000. Default: 32.</summary>
    [Range(1, 1000)]
    public int ConcurrentTurns { get; set; } = 32;

    /// <summary>Turns that are accepted and not yet answered, over which a user is asked to try again; 1 to 100,000. Default: 1,000.</summary>
    [Range(1, 100_000)]
    public int WaitingTurns { get; set; } = 1000;

    /// <summary>How often "typing" is sent while an answer is being written; 0.1 seconds to 1 minute. Default: 3 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan TypingInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The least time between two parts of an answer that is shown while it is being written, on channels that show it; 0 to 10 seconds.
    /// Default: 0.15 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan StreamInterval { get; set; } = TimeSpan.FromSeconds(0.15);

    /// <summary>
    /// The least time between two parts of an answer that Microsoft Teams shows while it is being written; it takes one a second. 1 to 10 seconds.
    /// Default: 1.5 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:10")]
    public TimeSpan TeamsStreamInterval { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a complete answer may wait for follow-up questions to be found; 0 offers none, 2 seconds at the most. Default: 0.1 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:02")]
    public TimeSpan FollowUpTime { get; set; } = TimeSpan.FromSeconds(0.1);

    /// <summary>How often a turn sends one activity to the channel before it leaves it to be sent later; 1 to 10. Default: 4.</summary>
    [Range(1, 10)]
    public int SendAttempts { get; set; } = 4;

    /// <summary>Longest time that a turn may take to send one activity, all attempts together; 0.1 seconds to 1 minute. Default: 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Wait before the second attempt, more or less; it doubles with each further one, and a channel's Retry-After of up to 10 seconds counts
    /// instead. 0 to 10 seconds. Default: 0.5 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan SendRetryDelay { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// How long a reply that its channel does not take, because it is busy, broken or out of reach, is kept and tried again, over a restart
    /// too; 0 gives it up at once, 1 day at the most. Default: 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan KeepReplies { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long answers that are under way may take to finish when the host stops; 0 to 10 minutes. Default: 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Questions with their answers that a conversation remembers for follow-ups; 0 to 100. Default: 6.</summary>
    [Range(0, 100)]
    public int RememberedQuestions { get; set; } = 6;

    /// <summary>UTF-16 units that a conversation remembers in all; 1,000 to 1,000,000. Default: 16,000.</summary>
    [Range(1000, 1_000_000)]
    public int RememberedLength { get; set; } = 16_000;

    /// <summary>Conversations without a question for so long are forgotten when the host starts; 1 minute to 3,650 days. Default: 30 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan ForgetAfter { get; set; } = TimeSpan.FromDays(30);
}
