namespace QaBot.Review.Exports;

/// <summary>Reviews cannot be imported; the message says which line is wrong and why. Nothing was written.</summary>
public sealed class ReviewImportException : Exception
{
    public ReviewImportException()
    {
    }

    public ReviewImportException(string message) : base(message)
    {
    }

    public ReviewImportException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
