using System.Text;

namespace QaBot.Answering;

/// <summary>
/// Takes out of a stream, one character at a time, what a model writes beside its answer: thinking blocks (<c>&lt;think&gt;…&lt;/think&gt;</c> and the
/// like), the channels of the harmony format but its final one, comments, and the tokens that end a turn.
/// </summary>
/// <remarks>A block that is never closed hides everything in it.</remarks>
internal sealed class ThoughtFilter
{
    private const string CommentStart = "<!--";
    private const string CommentEnd = "-->";
    private const string HeaderEnd = "<|message|>";
    private const string Channel = "<|channel|>";
    private const string FinalChannel = "final";

    private static readonly string[] s_openings =
        ["<think>", "<thinking>", "<thought>", "<reasoning>", "<reflection>", "<scratchpad>", "<seed:think>", "<unused94>", "◁think▷", "[THINK]"];

    private static readonly string[] s_closings =
        ["</think>", "</thinking>", "</thought>", "</reasoning>", "</reflection>", "</scratchpad>", "</seed:think>", "<unused95>", "◁/think▷", "[/THINK]"];

    /// <summary>After these comes the header of a message: who speaks, and in which channel.</summary>
    private static readonly string[] s_headers = ["<|start|>", Channel];

    /// <summary>Ends of messages and turns.</summary>
    private static readonly string[] s_ends = ["<|end|>", "<|return|>", "<|call|>", "<|im_end|>", "<|eot_id|>", "<|endoftext|>"];

    private static readonly string[] s_tags = [CommentStart, HeaderEnd, .. s_openings, .. s_closings, .. s_headers, .. s_ends];

    private readonly StringBuilder _held = new();
    private readonly StringBuilder _header = new();
    private State _state;

    private enum State
    {
        Text,
        Thought,
        Comment,
        Header,

        /// <summary>A message in a channel that is not the final one.</summary>
        Aside,
    }

    /// <summary>Takes one character and adds what is now known to be text.</summary>
    /// <returns>True when a block was closed that was never opened: everything before it was a thought.</returns>
    public bool Take(char c, StringBuilder text)
    {
        if (_state == State.Comment)
        {
            TakeComment(c);
            return false;
        }

        if (_held.Length > 0 && !s_tags.Any(tag => Continues(tag, c)))
            Release(text);
        if (_held.Length == 0 && c is not ('<' or '◁' or '['))
        {
            Put(c, text);
            return false;
        }

        _held.Append(c);
        return Is(s_tags) && Enter();
    }

    /// <summary>The stream has ended; a tag that was never completed is text.</summary>
    public void Complete(StringBuilder text) => Release(text);

    private void TakeComment(char c)
    {
        _held.Append(c);
        if (_held.Length > CommentEnd.Length)
            _held.Remove(0, 1);
        if (!_held.Equals(CommentEnd))
            return;
        _held.Clear();
        _state = State.Text;
    }

    private bool Enter()
    {
        var was = _state;
        if (Is([HeaderEnd]))
            _state = was == State.Header && !IsFinal() ? State.Aside : was == State.Header ? State.Text : was;
        else if (Is([CommentStart]))
            _state = was == State.Text ? State.Comment : was;
        else if (Is(s_headers))
            _state = State.Header;
        else if (Is(s_openings))
            _state = State.Thought;
        else if (Is(s_closings) || was is State.Aside or State.Header)
            _state = State.Text;
        var isOrphan = Is(s_closings) && was == State.Text;
        if (!Is([Channel]) || was != State.Header)
            _header.Clear();
        if (Is([Channel]))
            _header.Append(' ');
        _held.Clear();
        return isOrphan;
    }

    /// <summary>A message without a channel is meant for the user.</summary>
    private bool IsFinal() => !_header.ToString().Contains(' ') || _header.ToString().Contains($" {FinalChannel}", StringComparison.OrdinalIgnoreCase);

    private void Release(StringBuilder text)
    {
        if (_state == State.Comment)
            return;
        var held = _held.ToString();
        _held.Clear();
        foreach (var c in held)
            Put(c, text);
    }

    private void Put(char c, StringBuilder text)
    {
        if (_state == State.Text)
            text.Append(c);
        else if (_state == State.Header)
            _header.Append(c);
    }

    private bool Is(string[] tags)
    {
        var held = _held.ToString();
        return Array.Exists(tags, tag => tag.Equals(held, StringComparison.OrdinalIgnoreCase));
    }

    private bool Continues(string tag, char c)
    {
        if (tag.Length <= _held.Length || char.ToLowerInvariant(tag[_held.Length]) != char.ToLowerInvariant(c))
            return false;
        for (var i = 0; i < _held.Length; i++)
        {
            if (char.ToLowerInvariant(tag[i]) != char.ToLowerInvariant(_held[i]))
                return false;
        }

        return true;
    }
}
