using System.Text.RegularExpressions;

namespace QaBot.Tests.Evaluation;

/// <summary>A file of drafts/; tests/golden/README.md says what its sections mean.</summary>
internal sealed partial record GoldenDraft(
    string Name,
    string Split,
    string Question,
    IReadOnlyList<(string Article, string Text)> Evidence,
    string Draft,
    IReadOnlyList<GoldenDraftLine> Lines)
{
    public static GoldenDraft Read(string file)
    {
        var sections = File.ReadAllText(file).TrimEnd('\n').Split("\n=== ")[1..].Select(section => section.Split('\n', 2))
            .Select(parts => (Title: parts[0], Body: parts[1])).ToList();
        return new GoldenDraft(
            Path.GetFileNameWithoutExtension(file),
            Body("split"),
            Body("question"),
            [.. sections.Where(section => section.Title.StartsWith("evidence ", StringComparison.Ordinal))
                .Select(section => (section.Title["evidence ".Length..], section.Body))],
            Body("draft"),
            [.. Body("claims").Split('\n').Select(Line)]);

        string Body(string title) => sections.Single(section => section.Title == title).Body;
    }

    private static GoldenDraftLine Line(string line)
    {
        if (line.StartsWith("~ ", StringComparison.Ordinal))
            return new GoldenDraftLine(line[2..], Cited: null, Supporting: []);
        var match = Label().Match(line);
        return match.Success
            ? new GoldenDraftLine(match.Groups["text"].Value, Numbers(match.Groups["cited"].Value), Numbers(match.Groups["supporting"].Value))
            : throw new FormatException($"No claim of a golden draft: {line}");
    }

    private static IReadOnlyList<int> Numbers(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, provider: null))];

    [GeneratedRegex(@"^\[(?<cited>[\d,]*)\] \{(?<supporting>[\d,]*)\} (?<text>.+)$")]
    private static partial Regex Label();
}
