using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using QaBot.Answering;
using QaBot.Passages;
using QaBot.Web.Bot.Channels;

namespace QaBot.Web.Bot;

/// <summary>Says to a new user what QaBot is, what it answers from, and what could be asked.</summary>
public sealed class GreetingTurn(
    LiveCorpus corpus, FirstIndexing firstIndexing, ConversationMemories memories, ExampleQuestions examples, ILogger<GreetingTurn> logger)
{
    public async Task RunAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var memory = await memories.LoadAsync(turn, cancellationToken);
        if (!turn.ExpectsReplies() && memory.HasAnswered(turn.Activity.Id))
            return;
        await firstIndexing.WaitAsync(cancellationToken);
        var questions = await examples.GetAsync(cancellationToken);
        var buttons = ReplyShapers.For(turn.Activity.ChannelId).ButtonsIn(turn.Activity.Conversation);
        var greeting = new Activity
        {
            Type = ActivityTypes.Message,
            TextFormat = TextFormatTypes.Markdown,
            InputHint = InputHints.AcceptingInput,
            Text = Text(Phrasebook.For(LanguageDetector.OfLocale(turn.Activity.Locale)), corpus.Current?.Articles.Count ?? 0, questions, buttons == 0),
            SuggestedActions = QuestionButtons.For([.. questions.Take(buttons)]),
        };
        memory.MarkAnswered(turn.Activity.Id);
        await memories.SaveAsync(turn, memory, cancellationToken);
        await turn.SendOrLogAsync(greeting, logger, cancellationToken);
    }

    private static string Text(Phrasebook phrases, int articles, IReadOnlyList<string> questions, bool asText)
    {
        if (articles == 0)
            return phrases.WelcomeWithoutArticles;
        return asText
            ? $"{phrases.Welcome(articles)} {phrases.ExamplesInText}\n\n{string.Join('\n', questions.Select(question => $"- {MarkdownText.Plain(question)}"))}"
            : $"{phrases.Welcome(articles)} {phrases.ExamplesOnButtons}";
    }
}
