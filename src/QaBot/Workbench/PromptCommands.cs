using System.Text;
using Microsoft.Extensions.AI;
using QaBot.Answering;
using QaBot.Models;
using QaBot.Passages;

namespace QaBot.Workbench;

/// <summary>The commands that are about prompts.</summary>
internal sealed class PromptCommands(PromptLibrary prompts, QuestionAnswerer answerer, IChatClient client, TokenCounter tokens, AnsweringOptions options)
{
    private const string Default = "default";

    private static readonly HashSet<string> s_between = new(["and", "with", "to", "vs", "versus", "y", "con", "e"], StringComparer.OrdinalIgnoreCase);

    private bool WordingMatters => !ExtractiveChatClient.IsBehind(client);

    public async Task<WorkbenchReply> ListAsync(WorkbenchSession session, WorkbenchPhrases phrases, CancellationToken cancellationToken)
    {
        var list = await prompts.ListAsync(cancellationToken);
        if (list.Count == 0)
            return new WorkbenchReply(phrases.NoPrompts);
        var text = new StringBuilder();
        foreach (var prompt in list)
        {
            var inUse = session.Settings.Prompt is { } name ? PromptLibrary.AreSame(name, prompt.Name) : prompt.IsConfigured;
            var notes = new[] { prompt.IsConfigured ? phrases.Default : null, inUse ? phrases.InUse : null, prompt.Hash is { } hash ? WorkbenchText.Hash(hash) : null }.OfType<string>();
            text.Append($"- **{WorkbenchText.Plain(prompt.Name)}** ({string.Join(", ", notes)})");
            if (!string.IsNullOrWhiteSpace(prompt.Description))
                text.Append($" – {WorkbenchText.Plain(prompt.Description, 300)}");
            if (prompt.Problem is { } problem)
                text.Append($" ⚠ {WorkbenchText.Plain(problem)} {(prompt.Hash is null ? phrases.CannotBeUsed : phrases.LastGoodStays)}");
            text.Append('\n');
        }

        return new WorkbenchReply(text.Replace(" ()", "").Append('\n').Append(phrases.PromptsHint).ToString());
    }

    public async Task<WorkbenchReply> UseAsync(IReadOnlyList<string> names, WorkbenchSession session, WorkbenchPhrases phrases, CancellationToken cancellationToken)
    {
        var goesBack = names is [var word] && word.Equals(Default, StringComparison.OrdinalIgnoreCase);
        var name = goesBack || names is [] && session.Settings.Prompt is null ? options.Prompt : names is [] ? session.Settings.Prompt! : string.Join(' ', names);
        var version = await prompts.FindAsync(name, cancellationToken);
        if (version.Prompt is not { } prompt)
            return new WorkbenchReply($"{WorkbenchText.Plain(version.Problem!)} {phrases.PromptsHint}");
        var shown = Shown(prompt.Identity);
        var text = new StringBuilder(names is [] ? phrases.UsesAlready(shown) : goesBack ? phrases.BackTo(shown) : phrases.Using(shown));
        if (!string.IsNullOrWhiteSpace(prompt.Description))
            text.Append($" {WorkbenchText.Plain(prompt.Description, 300)}");
        if (version.Problem is { } problem)
            text.Append($"\n\n⚠ {WorkbenchText.Plain(problem)} {phrases.LastGoodStays}");
        if (!WordingMatters)
            text.Append($"\n\n{phrases.WordingHasNoEffect}");
        return new WorkbenchReply(text.ToString())
        {
            NewSettings = names is [] ? null : session.Settings with { Prompt = goesBack ? null : prompt.Identity.Name },
        };
    }

    public async Task<WorkbenchReply> CompareAsync(IReadOnlyList<string> words, WorkbenchSession session, WorkbenchPhrases phrases, CancellationToken cancellationToken)
    {
        var names = words.Where(word => !s_between.Contains(word))
            .Select(name => name.Equals(Default, StringComparison.OrdinalIgnoreCase) ? options.Prompt : name).ToList();
        if (names.Count == 1)
            names.Insert(0, session.Settings.Prompt ?? options.Prompt);
        if (names.Count != 2)
        {
            var known = (await prompts.ListAsync(cancellationToken)).Select(prompt => prompt.Name.Any(char.IsWhiteSpace) ? $"“{WorkbenchText.Plain(prompt.Name)}”" : WorkbenchText.Plain(prompt.Name));
            return new WorkbenchReply(phrases.CompareUsage(string.Join(", ", known)));
        }

        var versions = new List<LoadedPrompt>();
        foreach (var name in names)
        {
            var version = await prompts.FindAsync(name, cancellationToken);
            if (version.Prompt is not { } prompt)
                return new WorkbenchReply($"{WorkbenchText.Plain(version.Problem!)} {phrases.PromptsHint}");
            versions.Add(prompt);
        }

        var (first, second) = (versions[0].Identity, versions[1].Identity);
        if (first.Name == second.Name)
            return new WorkbenchReply(phrases.SamePrompt(Shown(first)));
        if (session.LastQuestion is not { } question)
            return new WorkbenchReply(phrases.AskFirst);
        var comparison = await CompareAsync(question, first, second, cancellationToken);
        return new WorkbenchReply(ComparisonText.Of(comparison, phrases)) { Comparison = comparison };
    }

    /// <summary>One after the other, so that neither's time is the other's.</summary>
    public async Task<PromptComparison> CompareAsync(Question question, PromptIdentity first, PromptIdentity second, CancellationToken cancellationToken) => new(
        question with { Prompt = null },
        await AnswerAsync(question, first, cancellationToken),
        await AnswerAsync(question, second, cancellationToken),
        WordingMatters);

    private async Task<ComparedAnswer> AnswerAsync(Question question, PromptIdentity prompt, CancellationToken cancellationToken)
    {
        var answer = await answerer.AnswerAsync(question with { Prompt = prompt.Name }, cancellationToken);
        int? sent = answer.RenderedPrompt is { } rendered ? PromptMessages.Read(rendered).Sum(message => tokens.Count(message.Text)) : null;
        return new ComparedAnswer(answer.Prompt ?? prompt, answer, sent);
    }

    private static string Shown(PromptIdentity prompt) => $"**{WorkbenchText.Plain(prompt.Name)}** ({WorkbenchText.Hash(prompt.Hash)})";
}
