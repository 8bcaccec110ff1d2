using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using QaBot.Answering;
using QaBot.Web.Bot.Channels;

namespace QaBot.Web.Bot;

/// <summary>What a user could ask after an answer. Thread-safe.</summary>
public sealed class NextQuestions(
    FollowUpSuggester followUps, ExampleQuestions examples, TurnScheduler scheduler, IOptions<BotOptions> options, ILogger<NextQuestions> logger)
{
    private readonly TimeSpan _budget = options.Value.FollowUpTime;

    /// <returns>
    /// Examples where nothing was answered; else follow-up questions, where the channel can show them and nobody waits for an answer. None
    /// when they cannot be found.
    /// </returns>
    /// <param name="conversation">Where they are to be shown.</param>
    public async Task<IReadOnlyList<string>> AfterAsync(
        Answer answer, IReplyShaper shaper, ConversationAccount? conversation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(shaper);
        if (shaper.ButtonsIn(conversation) is var most && most == 0)
            return [];
        try
        {
            if (answer.Kind != AnswerKind.Cited)
                return [.. (await examples.GetAsync(cancellationToken)).Take(most)];
            return shaper.OffersFollowUps && !scheduler.IsBusy ? [.. followUps.Suggest(answer, _budget, cancellationToken).Take(most)] : [];
        }
        catch (Exception e)
        {
            // The answer is complete: whatever is wrong here, and when the host stops, it goes out without.
            logger.LogWarning("Nothing could be suggested after an answer: {Exception}.", e.GetType().FullName);
            return [];
        }
    }
}
