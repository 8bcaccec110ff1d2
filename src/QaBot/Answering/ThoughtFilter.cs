using System.Text;

namespace QaBot.Answering;

/// <summary>Takes the thinking blocks of reasoning models (<c>&lt;think&gt;…&lt;/think&gt;</c>) out of a stream, one character at a time.</summary>
internal sealed class ThoughtFilter
{
    private static readonly string[] Opening = ["<think>", "<thinking>", "<reasoning>"];
    private static readonly string[] Closing = ["</think>", "</thinking>", "</reasoning>"];
    private static readonly string[] Both = [.. Opening, .. Closing];

    private readonly StringBuilder _held = new();
    private bool _isThinking;

    /// <summary>Takes one character and adds what is now known to be text.</summary>
    /// <returns>True when a block was closed that was never opened: everything before it was a thought.</returns>
    public bool Take(char c, StringBuilder text)
    {
        if (_held.Length > 0 || c == '<')
            return TakeTag(c, text);
        if (!_isThinking)
            text.Append(c);
        return false;
    }

    /// <summary>The stream has ended; a tag that was never completed is text.</summary>
    public void Complete(StringBuilder text) => Release(text);

    private bool TakeTag(char c, StringBuilder text)
    {
        if (c == '<')
            Release(text);
        _held.Append(c);
        var tag = _held.ToString();
        if (!Array.Exists(Both, t => t.StartsWith(tag, StringComparison.OrdinalIgnoreCase)))
        {
            Release(text);
            return false;
        }

        var opens = Array.Exists(Opening, t => t.Equals(tag, StringComparison.OrdinalIgnoreCase));
        var closes = Array.Exists(Closing, t => t.Equals(tag, StringComparison.OrdinalIgnoreCase));
        if (!opens && !closes)
            return false;
        var isOrphan = closes && !_isThinking;
        _isThinking = opens;
        _held.Clear();
        return isOrphan;
    }

    private void Release(StringBuilder text)
    {
        if (!_isThinking)
            text.Append(_held);
        _held.Clear();
    }
}
