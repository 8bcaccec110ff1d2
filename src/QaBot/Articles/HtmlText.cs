using System.Text;

namespace QaBot.Articles;

/// <summary>Collects a page's words into blocks, with white space collapsed as a browser does; no-break spaces stay.</summary>
internal sealed class HtmlText
{
    private readonly BlockTextBuilder _blocks = new();
    private readonly StringBuilder _words = new();
    private BlockKind _kind = BlockKind.Paragraph;
    private int _level;

    /// <summary>Within a row of data, whose cells are no blocks of their own.</summary>
    public bool IsInRow { get; private set; }

    public void Begin(BlockKind kind, int headingLevel = 0)
    {
        if (IsInRow)
        {
            AppendSpace();
            return;
        }

        // A paragraph that opens a list item is that item.
        if (kind == BlockKind.Paragraph && _words.Length == 0 && _kind is BlockKind.ListItem or BlockKind.Heading)
            return;
        End();
        (_kind, _level) = (kind, headingLevel);
    }

    public void End()
    {
        if (IsInRow)
            return;
        _blocks.Add(_words.ToString(), _kind, _level);
        _words.Clear();
        (_kind, _level) = (BlockKind.Paragraph, 0);
    }

    public void BeginRow()
    {
        End();
        (_kind, IsInRow) = (BlockKind.TableRow, true);
    }

    public void BeginCell()
    {
        if (_words.Length > 0)
            _words.Append(_words[^1] == ' ' ? "| " : " | ");
    }

    public void EndRow()
    {
        IsInRow = false;
        End();
    }

    public void BreakLine()
    {
        if (IsInRow)
            AppendSpace();
        else if (_words.Length > 0)
            _words.Append('\n');
    }

    public void Append(string data)
    {
        if (_kind == BlockKind.Preformatted)
        {
            _words.Append(data);
            return;
        }

        foreach (var c in data)
        {
            if (c is ' ' or '\t' or '\n' or '\r' or '\f')
                AppendSpace();
            else
                _words.Append(c);
        }
    }

    public ArticleContent ToContent()
    {
        EndRow();
        return _blocks.ToContent();
    }

    private void AppendSpace()
    {
        if (_words.Length > 0 && _words[^1] is not (' ' or '\n'))
            _words.Append(' ');
    }
}
