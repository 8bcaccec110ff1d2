using QaBot.Workbench;

namespace QaBot.Web.Bot.Workbench;

/// <summary>Commands to click instead of typing them.</summary>
internal static class CommandButtons
{
    private const string Help = "/help";

    /// <param name="text">The command that is replied to.</param>
    /// <returns>After /help every command that needs no more words; after one that does not exist, /help.</returns>
    public static IReadOnlyList<string> After(string text)
    {
        var name = text.Split([' ', '\n', '\t'], 2)[0];
        if (name.Equals(Help, StringComparison.OrdinalIgnoreCase))
            return [.. PromptWorkbench.Commands.Where(command => command.Arguments.Length == 0 && command.Name != Help).Select(command => command.Name)];
        return PromptWorkbench.Commands.Any(command => command.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ? [] : [Help];
    }
}
