namespace QaBot.Passages;

/// <summary>The corpus cannot be used; the message is one line for the user and names the folder.</summary>
public sealed class CorpusException : Exception
{
    public CorpusException()
    {
    }

    public CorpusException(string message) : base(message)
    {
    }

    public CorpusException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
