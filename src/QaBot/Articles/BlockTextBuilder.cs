using System.Text;

namespace QaBot.Articles;

/// <summary>Builds an article's text out of blocks that are taken from a file one after the other.</summary>
internal sealed class BlockTextBuilder
{
    private readonly StringBuilder _text = new();
    private readonly List<ArticleBlock> _blocks = [];

    public bool IsEmpty => _blocks.Count == 0;

    /// <summary>Adds a block without the white space at its ends; one that is only white space is left out.</summary>
    public void Add(string words, BlockKind kind, int headingLevel = 0)
    {
        var inner = new TextSpan(0, words.Length).Trim(words);
        if (inner.IsEmpty)
            return;
        if (_blocks.Count > 0)
            _text.Append(_blocks[^1].Kind == kind && kind is BlockKind.ListItem or BlockKind.TableRow ? "\n" : "\n\n");
        _blocks.Add(new ArticleBlock(new TextSpan(_text.Length, _text.Length + inner.Length), kind, headingLevel));
        _text.Append(words, inner.Start, inner.Length);
    }

    public ArticleContent ToContent() => new(_text.ToString(), _blocks);
}
