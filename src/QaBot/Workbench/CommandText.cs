using System.Text.RegularExpressions;

namespace QaBot.Workbench;

/// <summary>What was typed, taken apart as a command: in any case, with or without spaces, quotation marks and a full stop; a name with spaces needs the marks.</summary>
/// <param name="Name">With its slash, in lower case.</param>
/// <param name="Arguments">Without quotation marks and commas.</param>
internal sealed partial record CommandText(string Name, IReadOnlyList<string> Arguments)
{
    private const string Punctuation = ".,;:!?\"'“”‘’«»`()[]";

    /// <summary>Null for a text that is no command.</summary>
    public static CommandText? Parse(string text)
    {
        if (Command().Match(text) is not { Success: true } match)
            return null;
        var arguments = Argument().Matches(match.Groups["rest"].Value).Select(argument => argument.Value.Trim().Trim(Punctuation.ToCharArray())).Where(word => word.Length > 0);
        return new CommandText("/" + match.Groups["name"].Value.ToLowerInvariant(), [.. arguments]);
    }

    // What stands between quotation marks is one argument, spaces and all.
    [GeneratedRegex("""[“"][^“”"]+[”"]|«[^«»]+»|‘[^‘’]+’|(?<!\S)'[^']+'(?!\w)|`[^`]+`|[^\s,;]+""")]
    private static partial Regex Argument();

    // A path, a fraction or a date is no command: the word ends at a space, at the end or at punctuation.
    [GeneratedRegex(@"^\s*/\s*(?<name>\p{L}[\p{L}\p{Nd}_-]{0,40})(?:[.!?,;:]+(?=\s|$)|(?=\s|$))(?<rest>.*)$", RegexOptions.Singleline)]
    private static partial Regex Command();
}
