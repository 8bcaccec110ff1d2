using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.TraceExtensions;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using QaBot.Answering;
using QaBot.Workbench;

namespace QaBot.Web.Bot.Workbench;

/// <summary>Shows to prompt authors how an answer came about: as trace activities in the Emulator, as a card where they asked for it.</summary>
public sealed class AnswerInspector(WorkbenchPolicy policy, AnswerTrace trace, LastAnswers lastAnswers, TimeProvider time, ILogger<AnswerInspector> logger)
{
    /// <summary>What the value types of trace activities start with; the step's name follows.</summary>
    public const string ValueType = "urn:qabot:trace:";

    // The conversation's next turn waits for them.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Begins a turn; its question is inspected where the workbench is on.</summary>
    public InspectedQuestion Begin(ITurnContext turn, ConversationMemory memory) => new(policy.IsOnFor(turn) ? this : null, turn, memory);

    internal void Keep(IActivity activity, Answer answer) => lastAnswers.Keep(activity.ConversationKey(), answer);

    /// <summary>In order, behind the reply: it never waits for them, and in a log they stand with the answer that they explain.</summary>
    /// <param name="hasNewProblem">Whether a prompt file that cannot be used is to be reported.</param>
    internal async Task SendAsync(ITurnContext turn, Answer answer, bool hasNewProblem, WorkbenchSettings settings)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            if (hasNewProblem)
                await turn.SendActivityAsync(Notice(answer), patience.Token);
            var steps = trace.Of(answer);
            if (turn.Activity.ChannelId == Microsoft.Bot.Connector.Channels.Emulator)
            {
                foreach (var step in steps)
                    await turn.TraceActivityAsync(step.Name, Value(step), ValueType + step.Name, step.Label, patience.Token);
            }

            if (settings.Trace && steps.Count > 0)
                await turn.SendActivityAsync(TraceMessage.Of(steps, turn.Activity.ChannelId, AnswerLanguage(answer)), patience.Token);
        }
        catch (Exception e)
        {
            logger.LogDebug("The steps of an answer could not be shown: {Exception}.", e.GetType().Name);
        }
    }

    private static Activity Notice(Answer answer) => new()
    {
        Type = ActivityTypes.Message,
        TextFormat = TextFormatTypes.Markdown,
        InputHint = InputHints.AcceptingInput,
        Text = PromptWorkbench.PromptNotice(answer),
    };

    private static Phrasebook AnswerLanguage(Answer answer) => Phrasebook.For(LanguageDetector.Detect(answer.Question.Text));

    private static JObject Value(TraceStep step)
    {
        using var reader = new JsonTextReader(new StringReader(step.Value.ToJsonString())) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }
}
