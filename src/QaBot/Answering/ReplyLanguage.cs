namespace QaBot.Answering;

/// <summary>Languages that QaBot has words of its own in.</summary>
public enum ReplyLanguage
{
    English,
    Spanish,
}
