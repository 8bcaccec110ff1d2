using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using QaBot.Answering;
using QaBot.Passages;
using QaBot.Web.Bot.Channels;
using QaBot.Web.Bot.Workbench;

namespace QaBot.Web.Bot;

/// <summary>Answers one message of a user. Turns of one conversation must run one after the other: each continues from the last one's memory.</summary>
public sealed class QuestionTurn(
    QuestionAnswerer answerer,
    LiveCorpus corpus,
    FirstIndexing firstIndexing,
    ConversationMemories memories,
    AnswerRecords records,
    NextQuestions next,
    SourceLinks links,
    WorkbenchTurn workbench,
    AnswerInspector inspector,
    IOptions<BotOptions> options,
    TimeProvider time,
    ILogger<QuestionTurn> logger)
{
    private readonly BotOptions _options = options.Value;

    /// <param name="stopped">Cancelled when the user does not want the answer, or the rest of it.</param>
    /// <param name="cancellationToken">Cancelled when the host cannot wait for the answer; the user is told.</param>
    public async Task RunAsync(ITurnContext turn, CancellationToken stopped, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var memory = await memories.LoadAsync(turn, CancellationToken.None);
        // Where replies are expected in the response, a second delivery means that the first response was lost.
        if (!turn.ExpectsReplies() && memory.HasAnswered(turn.Activity.Id))
        {
            logger.LogInformation("A message was delivered again through {Channel}; it is answered already.", turn.Activity.ChannelId);
            return;
        }

        if (workbench.Takes(turn))
        {
            await workbench.RunAsync(turn, memory, stopped, cancellationToken);
            return;
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        await using var progress = StartProgress(turn, () => _ = stopping.CancelAsync());
        var inspected = inspector.Begin(turn, memory);
        var reply = await ReplyOrApologyAsync(turn, memory, inspected, progress, stopping.Token, cancellationToken);
        await reply.DeliverAsync(turn, progress, records, logger, CancellationToken.None);
        await inspected.SendAsync();
    }

    private async Task<PreparedReply> ReplyOrApologyAsync(
        ITurnContext turn, ConversationMemory memory, InspectedQuestion inspected, IAnswerProgress progress, CancellationToken stopped, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await ReplyAsync(turn.Activity, memory, inspected, progress, stopped, cancellationToken);
            memory.MarkAnswered(turn.Activity.Id);
            await memories.SaveAsync(turn, memory, CancellationToken.None);
            return reply;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new PreparedReply(MessageFactory.Text(PhrasesFor(turn.Activity).Restarting));
        }
        catch (Exception e)
        {
            // Not left to the adapter: what is shown of the answer has to end with the apology.
            logger.LogTurnFailure(e);
            return new PreparedReply(MessageFactory.Text(PhrasesFor(turn.Activity).TurnFailed));
        }
    }

    private static Phrasebook PhrasesFor(Activity question) => Phrasebook.For(LanguageDetector.Detect(MessageText.Of(question)));

    private IAnswerProgress StartProgress(ITurnContext turn, Action stop)
    {
        if (turn.ExpectsReplies())
            return new NoProgress();
        if (ReplyShapers.For(turn.Activity.ChannelId).StreamIn(turn.Activity.Conversation) is not { } form)
            return TypingIndicator.Start(turn, _options.TypingInterval, time, logger);
        var phrases = PhrasesFor(turn.Activity);
        var informative = corpus.Current is { } current ? phrases.Searching(current.Articles.Count) : phrases.Reading;
        return LiveAnswer.Start(turn, form, informative, _options, stop, time, logger);
    }

    private async Task<PreparedReply> ReplyAsync(
        Activity activity, ConversationMemory memory, InspectedQuestion inspected, IAnswerProgress progress, CancellationToken stopped, CancellationToken cancellationToken)
    {
        await firstIndexing.WaitAsync(cancellationToken);
        var text = MessageText.Of(activity);
        var phrases = PhrasesFor(activity);
        if (corpus.Current is null or { Articles.Count: 0 })
            return new PreparedReply(MessageFactory.Text(phrases.NoArticles));
        if (text.Length == 0 && activity.Attachments is { Count: > 0 })
            return new PreparedReply(MessageFactory.Text(phrases.TextOnly));

        var question = inspected.Ask(new Question(text) { Id = activity.Id, User = $"{activity.ChannelId}/{activity.From?.Id}", History = [.. memory.Turns], Locale = activity.Locale });
        records.Open();
        var (answer, isStopped) = await AnswerAsync(question, progress, stopped, cancellationToken);
        var record = await records.KeepAsync(answer, activity, isStopped);
        Remember(memory, text, answer, isStopped);
        inspected.Take(answer);
        var shaper = ReplyShapers.For(activity.ChannelId);
        var whole = new AnswerReply(answer)
        {
            RecordId = record,
            SourcesUrl = links.StartFor(activity.ServiceUrl),
            Suggestions = isStopped ? [] : await next.AfterAsync(answer, shaper, activity.Conversation, cancellationToken),
            IsStopped = isStopped,
        };
        return PreparedReply.Of(shaper, whole, inspected.Sign);
    }

    private async Task<(Answer Answer, bool IsStopped)> AnswerAsync(
        Question question, IAnswerProgress progress, CancellationToken stopped, CancellationToken cancellationToken)
    {
        var soFar = new AnswerSoFar(question, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopped, cancellationToken);
        try
        {
            await foreach (var update in answerer.StreamAsync(question, either.Token))
            {
                if (update is AnswerCompleted completed)
                    return (completed.Answer, false);
                soFar.Take(update);
                if (update is TextReleased)
                    progress.Show(MarkdownText.Answer(soFar.Text, soFar.Cites));
                either.Token.ThrowIfCancellationRequested();
            }
        }
        catch (Exception e) when (stopped.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // What a model throws when its call is broken off says nothing.
            logger.LogDebug("An answer was stopped: {Exception}.", e.GetType().Name);
        }

        return (soFar.Stop(), true);
    }

    /// <summary>A follow-up must not take half an answer for the whole.</summary>
    private void Remember(ConversationMemory memory, string question, Answer answer, bool isStopped)
    {
        if (!isStopped)
            memory.Remember(question, answer.Said, _options.RememberedQuestions, _options.RememberedLength);
        else if (answer.Claims.Count > 0)
            memory.Remember(question, $"{answer.Said} …", _options.RememberedQuestions, _options.RememberedLength);
    }
}
