using System.Text.Json.Nodes;
using QaBot.Answering;
using QaBot.Workbench;

namespace QaBot.Cli.Chat;

/// <summary>A conversation in the terminal: what a follow-up question needs of it, and all of it for a transcript. Not thread-safe.</summary>
internal sealed class ChatConversation(WorkbenchSettings settings, TimeProvider time)
{
    private const int RememberedTurns = 20;
    private const int RememberedLength = 8000;

    private string _id = NewId();
    private readonly List<ConversationTurn> _turns = [];
    private readonly List<JsonObject> _activities = [];

    public WorkbenchSession Session { get; private set; } = new(settings);

    public DateTimeOffset Started { get; private set; } = time.GetLocalNow();

    public IReadOnlyList<JsonObject> Activities => _activities;

    public Question Ask(string text) => new(text) { History = [.. _turns], Prompt = Session.Settings.Prompt };

    public void Take(Answer answer)
    {
        Session = Session with { LastQuestion = answer.Question, LastAnswer = answer };
        // A follow-up must not take the number of a citation for something that was said.
        var said = answer.Kind == AnswerKind.Cited ? string.Join(' ', answer.Claims.Select(claim => claim.Text)) : answer.Text;
        _turns.Add(new ConversationTurn(ConversationRole.User, answer.Question.Text));
        _turns.Add(new ConversationTurn(ConversationRole.Bot, said));
        while (_turns.Count > 2 && (_turns.Count > RememberedTurns || _turns.Sum(turn => turn.Text.Length) > RememberedLength))
            _turns.RemoveRange(0, 2);
    }

    public void Take(WorkbenchReply reply)
    {
        if (reply.ForgetsConversation)
            Forget();
        Session = reply.ForgetsConversation
            ? new WorkbenchSession(reply.NewSettings ?? Session.Settings)
            : Session with { Settings = reply.NewSettings ?? Session.Settings };
    }

    /// <summary>Keeps what was said on both sides.</summary>
    public void Log(string said, string reply)
    {
        var asked = Add(isFromBot: false, said, replyTo: null);
        Add(isFromBot: true, reply, asked);
    }

    private static string NewId() => $"{Guid.NewGuid():D}|livechat";

    private void Forget()
    {
        _turns.Clear();
        _activities.Clear();
        _id = NewId();
        Started = time.GetLocalNow();
    }

    private string Add(bool isFromBot, string text, string? replyTo)
    {
        var id = Guid.NewGuid().ToString("D");
        _activities.Add(Transcript.Message(_id, id, isFromBot, text, time.GetUtcNow(), replyTo));
        return id;
    }
}
