using System.Globalization;
using System.Text.RegularExpressions;

namespace QaBot.Evaluation.Sets;

/// <summary>Reads drafts with labels.</summary>
/// <remarks>
/// The text before the first section is a remark. A section begins with a line <c>=== title</c>: <c>split</c>, <c>question</c>, several times <c>evidence FILE</c>,
/// <c>draft</c>, and <c>claims</c> with one line each, <c>[cited] {supporting} text</c>, or <c>~ text</c> for what claims nothing.
/// </remarks>
public static partial class EvaluationDraftReader
{
    private const string Evidence = "evidence ";

    /// <returns>By name; empty when there is no such folder.</returns>
    /// <exception cref="EvaluationSetException">A file cannot be read as a draft; the message names it and the line.</exception>
    public static IReadOnlyList<EvaluationDraft> ReadFolder(string folder) => Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder, "*.md").Order(StringComparer.Ordinal).Select(file => Read(File.ReadAllText(file), Path.GetFileNameWithoutExtension(file), file))]
        : [];

    /// <param name="file">For messages.</param>
    /// <exception cref="EvaluationSetException">It cannot be read as a draft.</exception>
    public static EvaluationDraft Read(string text, string id, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sections = Sections(text.ReplaceLineEndings("\n"));
        foreach (var section in sections)
        {
            if (section.Title is not ("split" or "question" or "draft" or "claims") && !section.Title.StartsWith(Evidence, StringComparison.Ordinal))
                throw new EvaluationSetException($"{file}:{section.Line}: a draft has no section '{section.Title}'.");
        }

        var evidence = sections.Where(section => section.Title.StartsWith(Evidence, StringComparison.Ordinal)).Select(section => new DraftEvidence(section.Title[Evidence.Length..].Trim(), section.Body)).ToList();
        return new EvaluationDraft(
            id, One("split").Body.Trim(), One("question").Body.Trim(), evidence.Count > 0 ? evidence : throw Missing("evidence FILE"), One("draft").Body, [.. Claims(One("claims"), evidence.Count, file)]);

        Section One(string title) => sections.Where(section => section.Title == title).ToList() is [var only] ? only : throw Missing(title);

        EvaluationSetException Missing(string title) => new($"{file}: a draft needs one section '=== {title}'.");
    }

    private static List<Section> Sections(string text)
    {
        var sections = new List<Section>();
        var (line, body) = (0, new List<string>());
        foreach (var row in text.EndsWith('\n') ? text[..^1].Split('\n') : text.Split('\n'))
        {
            line++;
            if (row.StartsWith("=== ", StringComparison.Ordinal))
                sections.Add(new Section(row[4..].Trim(), line, body = []));
            else
                body.Add(row);
        }

        return sections;
    }

    private static IEnumerable<LabelledClaim> Claims(Section section, int passages, string file)
    {
        for (var i = 0; i < section.Rows.Count; i++)
        {
            var row = section.Rows[i];
            if (string.IsNullOrWhiteSpace(row) || row.StartsWith("~ ", StringComparison.Ordinal))
                continue;
            var claim = ClaimLine().Match(row);
            var place = $"{file}:{section.Line + 1 + i}";
            if (!claim.Success)
                throw new EvaluationSetException($"{place}: a claim is '[cited] {{supporting}} text', and what claims nothing is '~ text'.");
            var supporting = Numbers(claim.Groups["supporting"].Value);
            if (supporting.FirstOrDefault(number => number < 1 || number > passages) is not 0 and var missing)
                throw new EvaluationSetException($"{place}: there is no passage {missing}.");
            yield return new LabelledClaim(claim.Groups["text"].Value.Trim(), Numbers(claim.Groups["cited"].Value), supporting);
        }
    }

    private static List<int> Numbers(string list) =>
        [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^\[(?<cited>(?:[0-9]{1,4}(?:, ?[0-9]{1,4})*)?)\] \{(?<supporting>(?:[0-9]{1,4}(?:, ?[0-9]{1,4})*)?)\} (?<text>.*\S.*)$")]
    private static partial Regex ClaimLine();

    private sealed record Section(string Title, int Line, List<string> Rows)
    {
        public string Body => string.Join('\n', Rows);
    }
}
