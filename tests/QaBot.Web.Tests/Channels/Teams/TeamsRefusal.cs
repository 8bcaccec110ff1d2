namespace QaBot.Web.Tests.Channels.Teams;

/// <summary>An error as Teams answers it.</summary>
internal sealed record TeamsRefusal(int Status, string Code, string Message)
{
    public static TeamsRefusal Stopped { get; } = new(403, "ContentStreamNotAllowed", "Content stream was canceled by user.");

    public static TeamsRefusal TimeIsUp { get; } = new(403, "ContentStreamNotAllowed", "Content stream finished due to exceeded streaming time.");

    public static TeamsRefusal NotAllowed { get; } = new(403, "ContentStreamNotAllowed", "Content stream is not allowed");

    public static TeamsRefusal Completed { get; } = new(403, "ContentStreamNotAllowed", "Content stream is not allowed on an already completed streamed message");

    public static TeamsRefusal TakenBack { get; } = new(403, "ContentStreamNotAllowed", "Request streamed content should contain the previously streamed content");

    public static TeamsRefusal TooLarge { get; } = new(413, "MessageSizeTooBig", "Message size too large");

    public static TeamsRefusal TooFast { get; } = new(429, "TooManyRequests", "API calls quota exceeded");

    public static TeamsRefusal Bad(string message) => new(400, "BadRequest", message);
}
