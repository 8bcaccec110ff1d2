namespace QaBot.Answering;

public sealed record ConversationTurn(ConversationRole Role, string Text);
