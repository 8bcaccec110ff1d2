using System.Runtime.CompilerServices;
using QaBot.Answering;

namespace QaBot.Tests.Answering;

/// <summary>
/// A file of Drafts/: evidence, a draft, and the claims that it makes, one a line (⏎ is a newline, ~ a connective). It may say that JSON was
/// asked for, which words are wrong (one run of them a line), and what the model writes when it is asked for corrections.
/// </summary>
internal sealed record SampleDraft(IReadOnlyList<string> Evidence, string Draft, bool Abstains, IReadOnlyList<string> Claims)
{
    public bool IsJson { get; init; }

    /// <summary>Words that no reader may see without the mark that the sources do not support them.</summary>
    public IReadOnlyList<string> Wrong { get; init; } = [];

    /// <summary>Null where the file does not say.</summary>
    public string? Repair { get; init; }

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder(), "*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    public static SampleDraft Read(string name)
    {
        var sections = File.ReadAllText(Path.Combine(Folder(), name + ".md")).ReplaceLineEndings("\n").Split("\n=== ")[1..]
            .Select(s => s.Split('\n', 2)).Select(s => (Title: s[0].Trim(), Body: s.ElementAtOrDefault(1) ?? "")).ToList();
        return new SampleDraft(
            [.. sections.Where(s => s.Title == "evidence").Select(s => s.Body)],
            sections.Single(s => s.Title == "draft").Body,
            sections.Exists(s => s.Title == "abstained"),
            Lines("claims"))
        {
            IsJson = sections.Exists(s => s.Title == "json"),
            Wrong = sections.Exists(s => s.Title == "wrong") ? Lines("wrong") : [],
            Repair = sections.Find(s => s.Title == "repair").Body,
        };

        string[] Lines(string title) => sections.Single(s => s.Title == title).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static string Show(DraftClaim claim) =>
        (claim.IsConnective ? "~ " : $"[{string.Join(',', claim.Passages)}] ") + claim.Text.Replace("\n", "⏎", StringComparison.Ordinal);

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Drafts");
}
