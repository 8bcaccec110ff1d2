using Microsoft.Bot.Builder;
using QaBot.Answering;

namespace QaBot.Web.Bot;

/// <summary>Ends a message that stops an answer: the answer says itself that it was stopped; only where there was none is there something to say.</summary>
public sealed class StopTurn(ConversationMemories memories, ILogger<StopTurn> logger)
{
    /// <param name="hasStopped">Whether an answer was under way or waiting when the message came.</param>
    public async Task RunAsync(ITurnContext turn, bool hasStopped, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var memory = await memories.LoadAsync(turn, cancellationToken);
        if (!turn.ExpectsReplies() && memory.HasAnswered(turn.Activity.Id))
            return;
        memory.MarkAnswered(turn.Activity.Id);
        await memories.SaveAsync(turn, memory, cancellationToken);
        if (hasStopped && !turn.ExpectsReplies())
            return;
        var phrases = Phrasebook.For(LanguageOf(turn));
        await turn.SendOrLogAsync(MessageFactory.Text(hasStopped ? phrases.Stopping : phrases.NothingToStop), logger, cancellationToken);
    }

    private static ReplyLanguage LanguageOf(ITurnContext turn) =>
        StopWords.AreSpanish(MessageText.Of(turn.Activity)) ? ReplyLanguage.Spanish : LanguageDetector.OfLocale(turn.Activity.Locale);
}
