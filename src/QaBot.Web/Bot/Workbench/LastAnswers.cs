using QaBot.Answering;

namespace QaBot.Web.Bot.Workbench;

/// <summary>The last answers of the conversations that used the workbench most recently, in memory only. Thread-safe.</summary>
public sealed class LastAnswers
{
    // An answer holds on to its articles: those of an index that has been replaced since are kept from being freed.
    private const int MostConversations = 64;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, Answer> _answers = [];

    public void Keep(string conversation, Answer answer)
    {
        lock (_lock)
        {
            _answers.Remove(conversation);
            _answers.Add(conversation, answer);
            if (_answers.Count > MostConversations)
                _answers.RemoveAt(0);
        }
    }

    /// <returns>Null when it is not known any more.</returns>
    public Answer? Find(string conversation)
    {
        lock (_lock)
            return _answers.GetValueOrDefault(conversation);
    }

    public void Forget(string conversation)
    {
        lock (_lock)
            _answers.Remove(conversation);
    }
}
