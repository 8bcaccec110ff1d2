using System.Net;
using System.Text.RegularExpressions;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels.Teams;

/// <summary>What Teams makes of what a user types: mentions become tags, and spaces and some letters HTML entities. And what it must not make of an answer: links.</summary>
/// <remarks>
/// Nothing in Microsoft's pages says that Teams takes a backslash in Markdown for an escape, and its clients have differed in it; so there are none where
/// an address can be kept from becoming a link without.
/// </remarks>
internal static partial class TeamsText
{
    /// <param name="markdown">Without link reference definitions.</param>
    public static string WithoutAddresses(string markdown) => MarkdownText.JoinedAddresses(markdown);

    /// <returns>A mention is the name that it shows; line ends and spaces are those of plain text.</returns>
    public static string Decode(string text) => WebUtility.HtmlDecode(Mention().Replace(text, "$1"))
        .Replace(MarkdownText.WordJoiner.ToString(), "", StringComparison.Ordinal).Replace('\u00A0', ' ').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    [GeneratedRegex("<at(?:[ ][^<>]{0,200})?>([^<>]{0,400})</at>", RegexOptions.IgnoreCase)]
    private static partial Regex Mention();
}
