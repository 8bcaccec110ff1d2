namespace QaBot.Web.Bot;

/// <summary>A request's token could not be checked, because the keys of its issuer cannot be reached.</summary>
public sealed class TokenKeysUnavailableException : Exception
{
    public TokenKeysUnavailableException()
    {
    }

    public TokenKeysUnavailableException(string message)
        : base(message)
    {
    }

    public TokenKeysUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
