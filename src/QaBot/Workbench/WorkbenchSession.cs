using QaBot.Answering;

namespace QaBot.Workbench;

/// <summary>What a command is about: the conversation as it stands.</summary>
public sealed record WorkbenchSession(WorkbenchSettings Settings)
{
    /// <summary>The last question that was asked, with the history that it was asked with; null before the first.</summary>
    public Question? LastQuestion { get; init; }

    /// <summary>Its answer; null when it is not known any more, after a restart.</summary>
    public Answer? LastAnswer { get; init; }

    /// <summary>The session after an answer. Small talk leaves it as it was: it has no evidence to explain or to compare.</summary>
    public WorkbenchSession After(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Kind == AnswerKind.Conversational ? this : this with { LastQuestion = answer.Question, LastAnswer = answer };
    }

    /// <summary>The session after a command.</summary>
    public WorkbenchSession After(WorkbenchReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var settings = reply.NewSettings ?? Settings;
        return reply.ForgetsConversation ? new WorkbenchSession(settings) : this with { Settings = settings };
    }
}
