namespace QaBot.Answering;

public enum ConversationRole
{
    User,
    Bot,
}
