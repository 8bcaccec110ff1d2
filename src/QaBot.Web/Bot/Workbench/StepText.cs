namespace QaBot.Web.Bot.Workbench;

/// <summary>A part of a step's Markdown: a paragraph or a list, or a block of code.</summary>
/// <param name="Fence">What stands above and below code; null for anything else.</param>
internal sealed record StepText(string? Fence, string Text)
{
    private const string Ellipsis = "…";

    /// <summary>Takes a step's Markdown apart, cut behind a whole line, so that no escape, no emphasis and no block of code is cut apart.</summary>
    /// <param name="length">In UTF-16 units, about.</param>
    public static IReadOnlyList<StepText> Of(string markdown, int length)
    {
        var parts = new List<StepText>();
        var lines = new List<string>();
        string? fence = null;
        var left = length;
        foreach (var line in markdown.Split('\n'))
        {
            if ((left -= line.Length + 1) < 0)
            {
                Add(parts, fence, lines);
                return [.. parts, new StepText(null, Ellipsis)];
            }

            if (fence is null ? IsFence(line) : line == fence)
            {
                Add(parts, fence, lines);
                fence = fence is null ? line : null;
            }
            else
            {
                lines.Add(line);
            }
        }

        Add(parts, fence, lines);
        return parts;
    }

    public string ToMarkdown() => Fence is null ? Text : $"{Fence}\n{Text}\n{Fence}";

    private static bool IsFence(string line) => line.Length >= 3 && line.All(c => c == '`');

    private static void Add(List<StepText> parts, string? fence, List<string> lines)
    {
        var text = string.Join('\n', lines);
        lines.Clear();
        if (!string.IsNullOrWhiteSpace(text))
            parts.Add(new StepText(fence, fence is null ? text.Trim('\n') : text));
    }
}
