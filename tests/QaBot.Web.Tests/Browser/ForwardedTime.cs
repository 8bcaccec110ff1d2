namespace QaBot.Web.Tests.Browser;

/// <summary>The system's time and timers, with a clock that a test can put forward.</summary>
internal sealed class ForwardedTime : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
