namespace QaBot.Articles;

public enum BlockKind
{
    Paragraph,
    Heading,
    ListItem,

    /// <summary>A row of a table, its cells separated as in the source.</summary>
    TableRow,

    /// <summary>Code or other text that must not be split into sentences.</summary>
    Preformatted,

    /// <summary>Stays in the article's text, so that offsets hold, and out of the passages: menus, pitches, photo credits.</summary>
    Boilerplate,
}
