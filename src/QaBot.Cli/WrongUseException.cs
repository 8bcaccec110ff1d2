namespace QaBot.Cli;

/// <summary>What was typed cannot be carried out, which showed only while trying; the message is one line that names it.</summary>
internal sealed class WrongUseException : Exception
{
    public WrongUseException()
    {
    }

    public WrongUseException(string message) : base(message)
    {
    }

    public WrongUseException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
