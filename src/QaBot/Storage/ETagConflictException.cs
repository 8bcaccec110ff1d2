namespace QaBot.Storage;

/// <summary>A value has changed since it was read; nothing was written.</summary>
public sealed class ETagConflictException : Exception
{
    public ETagConflictException()
    {
    }

    public ETagConflictException(string message) : base(message)
    {
    }

    public ETagConflictException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
