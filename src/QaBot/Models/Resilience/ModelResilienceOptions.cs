using System.ComponentModel.DataAnnotations;

namespace QaBot.Models.Resilience;

/// <summary>The section <c>Models:Resilience</c>: what a model may take, and what happens when it fails.</summary>
public sealed class ModelResilienceOptions : IValidatableObject
{
    private const string Shortest = "00:00:00.1";
    private const string Longest = "00:10:00";

    /// <summary>
    /// Longest wait for the beginning (the headers) of a server's response, for each attempt; a server that does not stream begins when it is
    /// done. 0.1 seconds to 10 minutes, at most <see cref="FirstTokenTimeout"/>. Default: 30 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest wait for the first text of a streamed answer, all attempts together; a sign of life without text begins it anew. 0.1 seconds to
    /// 10 minutes, at most <see cref="Timeout"/>. Default: 40 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>
    /// Longest pause within a streamed answer, once it has begun. 0.1 seconds to 10 minutes, at most <see cref="FirstTokenTimeout"/>.
    /// Default: 15 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Longest time that a call may take in all: waiting for its turn, all attempts, and the whole answer. 0.1 seconds to 10 minutes.
    /// Default: 50 seconds, less than <c>Answering:Timeout</c>, so that there is time left for the extracts.
    /// </summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(50);

    /// <summary>How often a request that a passing failure ended is sent again; 0 to 10. Default: 2.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>
    /// Wait before the second attempt, more or less; it doubles with each further one, and the server's Retry-After counts instead. 0 to 10
    /// seconds. Default: 0.5 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Calls of the chat model that are under way at the same time; 1 to 1,000. Default: 16.</summary>
    [Range(1, 1000)]
    public int MaxConcurrentCalls { get; set; } = 16;

    /// <summary>Calls that wait for their turn, over which one is refused at once; 0 to 10,000. Default: 64.</summary>
    [Range(0, 10_000)]
    public int QueuedCalls { get; set; } = 64;

    /// <summary>
    /// So many failed attempts, when they are at least half of the latest ones, and the endpoint is not asked for <see cref="BreakDuration"/>;
    /// 2 to 100. Default: 5.
    /// </summary>
    [Range(2, 100)]
    public int BreakAfter { get; set; } = 5;

    /// <summary>How long an endpoint that fails is left alone; then one request is sent to see. 0.5 seconds to 1 hour. Default: 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00")]
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(15);

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        (string Name, TimeSpan Value)[] limits =
        [
            (nameof(AttemptTimeout), AttemptTimeout), (nameof(StallTimeout), StallTimeout), (nameof(FirstTokenTimeout), FirstTokenTimeout), (nameof(Timeout), Timeout),
        ];
        foreach (var (part, whole) in new[] { (limits[0], limits[2]), (limits[1], limits[2]), (limits[2], limits[3]) })
        {
            if (part.Value > whole.Value)
                yield return new ValidationResult($"{part.Value} is longer than {whole.Name}, {whole.Value}.", [part.Name]);
        }
    }
}
