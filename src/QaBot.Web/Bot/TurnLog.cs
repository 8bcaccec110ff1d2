namespace QaBot.Web.Bot;

internal static class TurnLog
{
    /// <summary>Without what the user wrote, which a message of an exception may repeat.</summary>
    public static void LogTurnFailure(this ILogger logger, Exception exception) => logger.LogError(
        "A turn failed with {Exception}.{NewLine}{StackTrace}", exception.GetType().FullName, Environment.NewLine, exception.StackTrace);
}
