using QaBot.Answering;
using QaBot.Web.Bot.Workbench;

namespace QaBot.Web.Bot;

/// <summary>What is kept of a conversation between turns, as it is stored.</summary>
public sealed class ConversationMemory
{
    private const int RememberedActivities = 50;

    /// <summary>Oldest first; a question and its answer each time.</summary>
    public List<ConversationTurn> Turns { get; init; } = [];

    /// <summary>Activities that were answered, newest last.</summary>
    public List<string> Answered { get; init; } = [];

    /// <summary>Null where the prompt workbench was never used.</summary>
    public WorkbenchMemory? Workbench { get; set; }

    public bool HasAnswered(string? activityId) => activityId is not null && Answered.Contains(activityId);

    public void MarkAnswered(string? activityId)
    {
        if (string.IsNullOrEmpty(activityId) || Answered.Contains(activityId))
            return;
        Answered.Add(activityId);
        if (Answered.Count > RememberedActivities)
            Answered.RemoveRange(0, Answered.Count - RememberedActivities);
    }

    /// <summary>Adds a question with its answer and forgets the oldest over <paramref name="questions"/>, or over <paramref name="length"/> units in all.</summary>
    public void Remember(string question, string answer, int questions, int length)
    {
        // Half of what may be kept for each, so that the last exchange is always there, shortened if need be.
        Turns.Add(new ConversationTurn(ConversationRole.User, Cut(question, length / 2)));
        Turns.Add(new ConversationTurn(ConversationRole.Bot, Cut(answer, length / 2)));
        while (Turns.Count > 2 * questions || Turns.Sum(turn => turn.Text.Length) > length)
            Turns.RemoveRange(0, Math.Min(2, Turns.Count));
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
