using QaBot.Answering;
using QaBot.Workbench;

namespace QaBot.Web.Bot.Workbench;

/// <summary>Commands to click instead of typing them. Thread-safe.</summary>
public sealed class CommandButtons(PromptLibrary prompts)
{
    private const string Help = "/help";
    private const string List = "/prompts";
    private const string Use = "/prompt";
    private const int MostPrompts = 6;

    /// <param name="text">The command that is replied to.</param>
    /// <param name="settings">As they are from now on.</param>
    /// <returns>
    /// After /help every command that needs no more words; after /prompts the prompts that are not in use; after a command that does not exist,
    /// /help.
    /// </returns>
    public async Task<IReadOnlyList<string>> AfterAsync(string text, WorkbenchSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(settings);
        var name = text.Split([' ', '\n', '\t'], 2)[0];
        return name.ToLowerInvariant() switch
        {
            Help => [.. PromptWorkbench.Commands.Where(command => command.Arguments.Length == 0 && command.Name != Help).Select(command => command.Name)],
            List => await OtherPromptsAsync(settings, cancellationToken),
            var other => PromptWorkbench.Commands.Any(command => command.Name == other) ? [] : [Help],
        };
    }

    private async Task<IReadOnlyList<string>> OtherPromptsAsync(WorkbenchSettings settings, CancellationToken cancellationToken) =>
    [
        .. (await prompts.ListAsync(cancellationToken))
            .Where(prompt => prompt.Hash is not null && !(settings.Prompt is null ? prompt.IsConfigured : prompt.Name.Equals(settings.Prompt, StringComparison.OrdinalIgnoreCase)))
            .Take(MostPrompts)
            .Select(prompt => $"{Use} {prompt.Name}"),
    ];
}
