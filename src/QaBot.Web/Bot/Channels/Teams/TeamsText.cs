using System.Net;
using System.Text.RegularExpressions;

namespace QaBot.Web.Bot.Channels.Teams;

/// <summary>What Teams makes of what a user types: mentions become tags, and spaces and some letters HTML entities.</summary>
internal static partial class TeamsText
{
    /// <returns>A mention is the name that it shows; line ends and spaces are those of plain text.</returns>
    public static string Decode(string text) => WebUtility.HtmlDecode(Mention().Replace(text, "$1"))
        .Replace('\u00A0', ' ').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    [GeneratedRegex("<at(?:[ ][^<>]{0,200})?>([^<>]{0,400})</at>", RegexOptions.IgnoreCase)]
    private static partial Regex Mention();
}
