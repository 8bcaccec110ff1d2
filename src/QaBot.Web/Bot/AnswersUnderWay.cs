namespace QaBot.Web.Bot;

/// <summary>The answers that are being made, and those that wait their turn, so that a user can stop them. Thread-safe.</summary>
public sealed class AnswersUnderWay
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<UnderWay>> _conversations = [];

    /// <summary>Enters an answer at the end of its conversation, until it is disposed.</summary>
    public UnderWay Begin(string conversation)
    {
        var answer = new UnderWay(this, conversation);
        lock (_lock)
        {
            if (!_conversations.TryGetValue(conversation, out var answers))
                _conversations.Add(conversation, answers = []);
            answers.Add(answer);
        }

        return answer;
    }

    /// <summary>
    /// Stops the conversation's oldest answer that is not finished. To stop it twice is to stop it once: a second click does not
    /// reach the next one.
    /// </summary>
    /// <returns>False when there is none.</returns>
    public bool Stop(string conversation)
    {
        UnderWay? oldest;
        lock (_lock)
            oldest = _conversations.GetValueOrDefault(conversation)?[0];
        oldest?.Cancel();
        return oldest is not null;
    }

    private void End(string conversation, UnderWay answer)
    {
        lock (_lock)
        {
            if (_conversations.TryGetValue(conversation, out var answers) && answers.Remove(answer) && answers.Count == 0)
                _conversations.Remove(conversation);
        }
    }

    public sealed class UnderWay : IDisposable
    {
        private readonly AnswersUnderWay _all;
        private readonly string _conversation;
        private readonly CancellationTokenSource _stop = new();

        internal UnderWay(AnswersUnderWay all, string conversation) => (_all, _conversation) = (all, conversation);

        /// <summary>Cancelled when the user stops the answer; it stays usable after the end.</summary>
        public CancellationToken Stopped => _stop.Token;

        // The source has neither timer nor handle to free, and a stop may come at the same moment.
        public void Dispose() => _all.End(_conversation, this);

        // Whatever hangs on the token runs elsewhere.
        internal void Cancel() => _ = _stop.CancelAsync();
    }
}
