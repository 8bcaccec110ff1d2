using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using QaBot.Answering;
using QaBot.Web.Bot.Channels;
using QaBot.Workbench;

namespace QaBot.Web.Bot.Workbench;

/// <summary>
/// Carries out one command of a prompt author. Turns of one conversation must run one after the other. Commands are no part of what a
/// follow-up question continues from.
/// </summary>
/// <remarks>
/// The answers of a comparison are not recorded for review: nobody was given them as the answer to a question, and a reviewer would take
/// both for what users get. The conversation's transcript has them.
/// </remarks>
public sealed class WorkbenchTurn(
    PromptWorkbench workbench,
    WorkbenchPolicy policy,
    FirstIndexing firstIndexing,
    ConversationMemories memories,
    LastAnswers lastAnswers,
    CommandButtons buttons,
    TranscriptExport export,
    IOptions<BotOptions> options,
    TimeProvider time,
    ILogger<WorkbenchTurn> logger)
{
    private readonly TimeSpan _typingInterval = options.Value.TypingInterval;

    /// <summary>Whether the message is a command where the workbench is on; anything else is a question.</summary>
    public bool Takes(ITurnContext turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return policy.IsOnFor(turn) && PromptWorkbench.IsCommand(MessageText.Of(turn.Activity));
    }

    /// <param name="stopped">Cancelled when the user does not want the reply any more.</param>
    /// <param name="cancellationToken">Cancelled when the host cannot wait for it; the user is told.</param>
    public async Task RunAsync(ITurnContext turn, ConversationMemory memory, CancellationToken stopped, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(memory);
        await using IAnswerProgress progress = TypingIndicator.Start(turn, _typingInterval, time, logger);
        Activity reply;
        try
        {
            reply = await ReplyAsync(turn, memory, stopped, cancellationToken);
            memory.MarkAnswered(turn.Activity.Id);
            await memories.SaveAsync(turn, memory, CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            reply = MessageFactory.Text(PhrasesFor(turn.Activity, memory).Restarting);
        }

        if (await progress.EndAsync(reply) is { } message)
            await turn.SendOrLogAsync(message, logger, CancellationToken.None);
    }

    private async Task<Activity> ReplyAsync(ITurnContext turn, ConversationMemory memory, CancellationToken stopped, CancellationToken cancellationToken)
    {
        var text = MessageText.Of(turn.Activity);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopped, cancellationToken);
        try
        {
            await firstIndexing.WaitAsync(either.Token);
            var reply = await workbench.RunAsync(text, SessionOf(turn, memory), either.Token);
            return await CarryOutAsync(text, reply, turn, memory, either.Token);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Message(PhrasesFor(turn.Activity, memory).Stopped);
        }
    }

    private WorkbenchSession SessionOf(ITurnContext turn, ConversationMemory memory)
    {
        var kept = memory.Workbench ?? new WorkbenchMemory();
        return new WorkbenchSession(kept.Settings) { LastQuestion = kept.LastQuestion, LastAnswer = lastAnswers.Find(turn.Activity.ConversationKey()) };
    }

    private async Task<Activity> CarryOutAsync(string text, WorkbenchReply reply, ITurnContext turn, ConversationMemory memory, CancellationToken cancellationToken)
    {
        if (reply.ForgetsConversation)
            Forget(turn, memory);
        else if (reply.NewSettings is { } settings)
            memory.Workbench = (memory.Workbench ?? new WorkbenchMemory()) with { Settings = settings };
        if (reply.ExportsConversation)
            return Message(await export.WriteAsync(turn.Activity, memory, PhrasesFor(turn.Activity, memory), cancellationToken));
        var message = reply.Comparison is { } comparison ? ComparisonMessage.Of(comparison, reply.Markdown, turn.Activity.ChannelId) : Message(reply.Markdown);
        var offered = await buttons.AfterAsync(text, memory.Workbench?.Settings ?? new WorkbenchSettings(), cancellationToken);
        var most = ReplyShapers.For(turn.Activity.ChannelId).ButtonsIn(turn.Activity.Conversation);
        message.SuggestedActions = QuestionButtons.For([.. offered.Take(most)]);
        return message;
    }

    /// <summary>
    /// All but what was answered, so that a message that is delivered again is not answered again, and the name of the transcript, which goes on.
    /// </summary>
    private void Forget(ITurnContext turn, ConversationMemory memory)
    {
        memory.Turns.Clear();
        memory.Workbench = memory.Workbench is { TranscriptName: { } name } ? new WorkbenchMemory { TranscriptName = name } : null;
        lastAnswers.Forget(turn.Activity.ConversationKey());
    }

    /// <summary>In the language of the last question, as the commands reply.</summary>
    private static Phrasebook PhrasesFor(Activity activity, ConversationMemory memory) => Phrasebook.For(
        memory.Workbench?.LastQuestion is { } question ? LanguageDetector.Detect(question.Text) : LanguageDetector.OfLocale(activity.Locale));

    private static Activity Message(string markdown) => new()
    {
        Type = ActivityTypes.Message,
        TextFormat = TextFormatTypes.Markdown,
        InputHint = InputHints.AcceptingInput,
        Text = markdown,
    };
}
