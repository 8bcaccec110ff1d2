using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace QaBot.Evaluation.Sets;

/// <summary>Reads the sets that QaBot is measured with.</summary>
/// <remarks>
/// A folder holds <c>questions.jsonl</c> (public sets) or <c>seeds.jsonl</c> (the golden set), <c>pairs.jsonl</c> or <c>claims.jsonl</c>, <c>drafts/*.md</c>, and
/// in <c>docs/</c> the documents where the set brings its own; whatever is missing is not measured. A file holds questions or claims; which, its first line tells.
/// </remarks>
public static class EvaluationSetReader
{
    private static readonly string[] s_questionFiles = ["questions.jsonl", "seeds.jsonl"];
    private static readonly string[] s_claimFiles = ["pairs.jsonl", "claims.jsonl"];

    /// <param name="path">Of a folder or a file, absolute.</param>
    /// <param name="split">Which rows are wanted; <see cref="EvaluationSet.WholeSet"/> for all of them.</param>
    /// <exception cref="EvaluationSetException">There is no such set, or a row of it cannot be used.</exception>
    public static EvaluationSet Read(string path, string split = EvaluationSet.WholeSet)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(split);
        var set = Directory.Exists(path) ? ReadFolder(path, split)
            : File.Exists(path) ? ReadFile(path, split)
            : throw new EvaluationSetException($"There is no set {path}.");
        return set.Questions.Count + set.Claims.Count + set.Drafts.Count > 0
            ? set
            : throw new EvaluationSetException(split == EvaluationSet.WholeSet
                ? $"The set {path} has no questions, claims or drafts: {string.Join(", ", s_questionFiles.Concat(s_claimFiles))} and drafts/*.md are looked for."
                : $"The set {path} has no row whose split is {split}.");
    }

    private static EvaluationSet ReadFolder(string folder, string split) => new(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), split, DocsIn(folder))
    {
        Questions = ReadFirst(folder, s_questionFiles, split, SetJson.Readable.EvaluationQuestion),
        Claims = ReadFirst(folder, s_claimFiles, split, SetJson.Readable.EvaluationClaim),
        Drafts = [.. EvaluationDraftReader.ReadFolder(Path.Combine(folder, "drafts")).Where(draft => IsWanted(draft.Split, split))],
    };

    private static EvaluationSet ReadFile(string file, string split)
    {
        var set = new EvaluationSet(Path.GetFileName(file), split, DocsIn(Path.GetDirectoryName(file)!));
        return HoldsClaims(file)
            ? set with { Claims = ReadRows(file, split, SetJson.Readable.EvaluationClaim) }
            : set with { Questions = ReadRows(file, split, SetJson.Readable.EvaluationQuestion) };
    }

    private static string? DocsIn(string folder) => Path.Combine(folder, "docs") is var docs && Directory.Exists(docs) ? docs : null;

    private static List<TRow> ReadFirst<TRow>(string folder, string[] names, string split, JsonTypeInfo<TRow> type)
        where TRow : ISetRow =>
        names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } file ? ReadRows(file, split, type) : [];

    private static List<TRow> ReadRows<TRow>(string file, string split, JsonTypeInfo<TRow> type)
        where TRow : ISetRow
    {
        var rows = new List<TRow>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (text, number) in Lines(file))
        {
            var row = Parse(text, type, $"{file}:{number}");
            if (row.Problem() is { } problem)
                throw new EvaluationSetException($"{file}:{number}: {problem}");
            if (!ids.Add(row.Id))
                throw new EvaluationSetException($"{file}:{number}: the id {row.Id} is there already.");
            if (IsWanted(row.Split, split))
                rows.Add(row);
        }

        return rows;
    }

    private static TRow Parse<TRow>(string text, JsonTypeInfo<TRow> type, string place)
    {
        try
        {
            return JsonSerializer.Deserialize(text, type) ?? throw new JsonException("The row is null.");
        }
        catch (JsonException problem)
        {
            throw new EvaluationSetException($"{place}: {Reason(problem)}", problem);
        }
    }

    /// <summary>The serializer names types of ours, which say nothing to a person.</summary>
    private static string Reason(JsonException problem)
    {
        var message = problem.Message;
        var names = message.Contains("missing required properties", StringComparison.Ordinal) ? message[(message.LastIndexOf(':') + 1)..].Trim() : null;
        if (names is not null)
            return $"{names.Replace('\'', '"').TrimEnd('.')} is missing.";
        if (message.Contains(typeof(EvaluationQuestion).Namespace!, StringComparison.Ordinal) || message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return $"{problem.Path}: the JSON is not what is expected here.";
        return message.IndexOf(" Path: ", StringComparison.Ordinal) is > 0 and var end ? message[..end] : message;
    }

    /// <summary>Claims may bring the question along that they answer.</summary>
    private static bool HoldsClaims(string file)
    {
        foreach (var (text, number) in Lines(file))
        {
            try
            {
                using var row = JsonDocument.Parse(text);
                return row.RootElement.ValueKind == JsonValueKind.Object && row.RootElement.TryGetProperty("claim", out _);
            }
            catch (JsonException problem)
            {
                throw new EvaluationSetException($"{file}:{number}: {Reason(problem)}", problem);
            }
        }

        return false;
    }

    /// <summary>The lines that are not blank, numbered from 1.</summary>
    private static IEnumerable<(string Text, int Number)> Lines(string file) =>
        File.ReadLines(file).Select((text, i) => (text, i + 1)).Where(line => !string.IsNullOrWhiteSpace(line.text));

    private static bool IsWanted(string? own, string split) => split == EvaluationSet.WholeSet || own == split;
}
