using System.Text.Json.Nodes;
using QaBot.Answering;
using QaBot.Workbench;

namespace QaBot.Cli.Chat;

/// <summary>A conversation in the terminal: what a follow-up question needs of it, and all of it for a transcript. Not thread-safe.</summary>
internal sealed class ChatConversation(WorkbenchSettings settings, TimeProvider time)
{
    private const int RememberedTurns = 20;
    private const int RememberedLength = 8000;

    private readonly string _id = $"{Guid.NewGuid():D}|livechat";
    private readonly List<ConversationTurn> _turns = [];
    private readonly List<JsonObject> _activities = [];

    public WorkbenchSession Session { get; private set; } = new(settings);

    /// <summary>In the language of the last question, as the commands reply.</summary>
    public Phrasebook Phrases => Phrasebook.For(LanguageDetector.Detect(Session.LastQuestion?.Text ?? ""));

    public DateTimeOffset Started { get; } = time.GetLocalNow();

    public IReadOnlyList<JsonObject> Activities => _activities;

    public Question Ask(string text) => new(text) { History = [.. _turns], Prompt = Session.Settings.Prompt };

    public void Take(Answer answer)
    {
        Session = Session.After(answer);
        _turns.Add(new ConversationTurn(ConversationRole.User, answer.Question.Text));
        _turns.Add(new ConversationTurn(ConversationRole.Bot, answer.Said));
        while (_turns.Count > 2 && (_turns.Count > RememberedTurns || _turns.Sum(turn => turn.Text.Length) > RememberedLength))
            _turns.RemoveRange(0, 2);
    }

    public void Take(WorkbenchReply reply)
    {
        if (reply.ForgetsConversation)
            _turns.Clear();
        Session = Session.After(reply);
    }

    /// <summary>Keeps what was said on both sides.</summary>
    public void Log(string said, string reply)
    {
        var asked = Add(isFromBot: false, said, replyTo: null);
        Add(isFromBot: true, reply, asked);
    }

    private string Add(bool isFromBot, string text, string? replyTo)
    {
        var id = Guid.NewGuid().ToString("D");
        _activities.Add(Transcript.Message(_id, id, isFromBot, text, time.GetUtcNow(), replyTo));
        return id;
    }
}
