namespace QaBot.Review.Verdicts;

/// <summary>A review has changed since it was read; nothing was written.</summary>
public sealed class ReviewConflictException : Exception
{
    public ReviewConflictException()
    {
    }

    public ReviewConflictException(string message) : base(message)
    {
    }

    public ReviewConflictException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
