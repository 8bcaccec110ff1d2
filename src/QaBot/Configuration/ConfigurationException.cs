namespace QaBot.Configuration;

/// <summary>A setting, a prompt or a file that QaBot needs is wrong; the message is one line for the user and names it.</summary>
public sealed class ConfigurationException : Exception
{
    public ConfigurationException()
    {
    }

    public ConfigurationException(string message) : base(message)
    {
    }

    public ConfigurationException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
