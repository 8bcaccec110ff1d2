using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using QaBot.Answering;
using QaBot.Passages;
using QaBot.Web.Bot.Channels;

namespace QaBot.Web.Bot;

/// <summary>Answers one message of a user. Turns of one conversation must run one after the other: each continues from the last one's memory.</summary>
public sealed class QuestionTurn(
    QuestionAnswerer answerer,
    LiveCorpus corpus,
    FirstIndexing firstIndexing,
    ConversationMemories memories,
    ExampleQuestions examples,
    AnswerRecords records,
    PublicUrl publicUrl,
    IOptions<BotOptions> options,
    TimeProvider time,
    ILogger<QuestionTurn> logger)
{
    private readonly BotOptions _options = options.Value;

    /// <param name="cancellationToken">Cancelled when the host cannot wait for the answer; the user is told.</param>
    public async Task RunAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var memory = await memories.LoadAsync(turn, CancellationToken.None);
        // Where replies are expected in the response, a second delivery means that the first response was lost.
        if (!turn.ExpectsReplies() && memory.HasAnswered(turn.Activity.Id))
        {
            logger.LogInformation("A message was delivered again through {Channel}; it is answered already.", turn.Activity.ChannelId);
            return;
        }

        Activity reply;
        try
        {
            await using (turn.ExpectsReplies() ? null : TypingIndicator.Start(turn, _options.TypingInterval, time, logger))
                reply = await ReplyAsync(turn.Activity, memory, cancellationToken);
            memory.MarkAnswered(turn.Activity.Id);
            await memories.SaveAsync(turn, memory, CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            reply = MessageFactory.Text("I am being restarted and could not finish the answer. Please ask again in a moment.");
        }

        await turn.SendOrLogAsync(reply, logger, CancellationToken.None);
    }

    private async Task<Activity> ReplyAsync(Activity activity, ConversationMemory memory, CancellationToken cancellationToken)
    {
        await firstIndexing.WaitAsync(cancellationToken);
        var text = MessageText.Of(activity);
        var phrases = Phrasebook.For(LanguageDetector.Detect(text));
        if (corpus.Current is null or { Articles.Count: 0 })
            return MessageFactory.Text(phrases.NoArticles);
        if (text.Length == 0 && activity.Attachments is { Count: > 0 })
            return MessageFactory.Text(phrases.TextOnly);

        var question = new Question(text) { Id = activity.Id, History = [.. memory.Turns], Locale = activity.Locale };
        records.Open();
        var answer = await answerer.AnswerAsync(question, cancellationToken);
        await records.KeepAsync(answer, activity);
        memory.Remember(text, WithoutMarkers(answer), _options.RememberedQuestions, _options.RememberedLength);
        // Someone whose question was answered goes on by themselves.
        var suggestions = answer.Kind == AnswerKind.Cited ? [] : await examples.GetAsync(cancellationToken);
        return MarkdownReply.Shape(answer, publicUrl.Value, suggestions);
    }

    // A follow-up must not take the number of a citation for something that was said.
    private static string WithoutMarkers(Answer answer) =>
        answer.Kind == AnswerKind.Cited ? string.Join(' ', answer.Claims.Select(claim => claim.Text)) : answer.Text;
}
