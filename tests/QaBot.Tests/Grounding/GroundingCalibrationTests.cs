using System.Text.Json;
using QaBot.Grounding;
using QaBot.Retrieval;

namespace QaBot.Tests.Grounding;

/// <summary>
/// How often the verdict agrees with people, on public claims kept beside the repository. With QABOT_MEASUREMENTS set to a folder, what
/// tests/tools/fit-grounding.py fits the weights on is written there.
/// </summary>
public class GroundingCalibrationTests
{
    private const int ShortSource = 1500;

    /// <summary>Characters of a document before what a claim is about; twice as many after.</summary>
    private const int Around = 500;

    /// <summary>Share of right verdicts by kind of claim, a little below what was measured.</summary>
    private static readonly Dictionary<string, double> s_leastRight = new()
    {
        ["true"] = 0.88,
        ["paraphrase"] = 0.65,
        ["added"] = 0.74,
        ["number"] = 0.90,
        ["date"] = 0.75,
        ["negation"] = 0.66,
        ["name"] = 0.55,
        ["attribution"] = 0.75,
        ["quantifier"] = 0.52,
    };

    private readonly CitationVerifier _verifier = new(new Analyzer());

    [SkippableTheory]
    [InlineData("ground_begin", 0.89)]
    [InlineData("ground_wice", 0.75)]
    public void The_verdict_tells_supported_claims_from_others(string set, double least)
    {
        var path = Find(Path.Combine("shared", "eval", set, "pairs.jsonl"));
        Skip.If(path is null, $"The public set {set} is not on this machine.");
        var pairs = File.ReadLines(path).Select(Read<Pair>).ToList();

        var kept = pairs.Where(p => p.IsSupported).Average(p => Verdict(p) == GroundingVerdict.Supported ? 1.0 : 0.0);
        var caught = pairs.Where(p => !p.IsSupported).Average(p => Verdict(p) != GroundingVerdict.Supported ? 1.0 : 0.0);

        Assert.True((kept + caught) / 2 >= least, $"Balanced accuracy {(kept + caught) / 2:F3}: kept {kept:F3}, caught {caught:F3}.");
    }

    /// <summary>The weights have not seen this half of the claims, which were written by hand on documents of many subjects: it shows how well the verdict does elsewhere.</summary>
    [SkippableFact]
    public void The_verdict_holds_on_other_subjects()
    {
        var claims = ReadOtherSubjects();
        Skip.If(claims is null, "The public sets are not on this machine.");

        var right = claims.Where(pair => pair.Split == "test").GroupBy(pair => pair.Kind!).ToDictionary(
            kind => kind.Key, kind => kind.Average(pair => (Verdict(pair) == GroundingVerdict.Supported) == pair.IsSupported ? 1.0 : 0.0));

        var figures = string.Join(", ", right.Select(kind => $"{kind.Key} {kind.Value:F3}"));
        Assert.All(s_leastRight, least => Assert.True(right[least.Key] >= least.Value, $"{least.Key} below {least.Value}: {figures}"));
    }

    /// <summary>Writes what the weights are fitted on into the folder that QABOT_MEASUREMENTS names, see tests/tools/fit-grounding.py; else of one pair, to see that it does.</summary>
    [Fact]
    public void Measurements_for_fitting_are_written_where_asked()
    {
        if (Environment.GetEnvironmentVariable("QABOT_MEASUREMENTS") is { Length: > 0 } asked)
        {
            WritePairs(asked, "golden", File.ReadLines(Find(Path.Combine("tests", "golden", "claims.jsonl"))!).Select(Read<Pair>));
            WritePairs(asked, "elsewhere", ReadOtherSubjects() ?? []);
            foreach (var set in (string[])["begin", "wice"])
                File.Copy(Find(Path.Combine("shared", "eval", $"ground_{set}", "pairs.jsonl"))!, Path.Combine(asked, $"{set}.pairs.jsonl"), overwrite: true);
            Assert.NotEmpty(Measure(asked));
            return;
        }

        var folder = Directory.CreateTempSubdirectory("qabot-pairs-");
        File.WriteAllText(Path.Combine(folder.FullName, "one.pairs.jsonl"), """{"id":"a","claim":"The harbour of Lisbon was opened then.","sources":["In 1887 the harbour of Lisbon opened."],"label":"supported"}""");

        var line = Assert.Single(File.ReadLines(Assert.Single(Measure(folder.FullName))));

        Assert.Contains("\"features\":{", line, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static void WritePairs(string folder, string set, IEnumerable<Pair> pairs) => File.WriteAllLines(
        Path.Combine(folder, $"{set}.pairs.jsonl"),
        pairs.Where(pair => pair.Split == "tune").Select(pair => JsonSerializer.Serialize(pair with { Group = pair.Group ?? pair.Article }, JsonSerializerOptions.Web)));

    private static T Read<T>(string line) => JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web)!;

    /// <returns>Each claim with the part of its document that it is about; null where a document is not on this machine.</returns>
    private static List<Pair>? ReadOtherSubjects()
    {
        var pairs = new List<Pair>();
        foreach (var line in File.ReadLines(Find(Path.Combine("tests", "golden", "other-subjects.jsonl"))!))
        {
            var claim = Read<OtherClaim>(line);
            if (Find(claim.Set == "seeds" ? Path.Combine("seeds", claim.Doc) : Path.Combine("shared", "eval", claim.Set, "docs", claim.Doc)) is not { } path)
                return null;
            var text = string.Join(' ', File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var near = text.IndexOf(claim.Near, StringComparison.Ordinal);
            Assert.True(near >= 0, $"{claim.Id}: {claim.Near}");
            var (start, end) = (Math.Max(0, near - Around), Math.Min(text.Length, near + (2 * Around)));
            pairs.Add(new Pair(claim.Id, claim.Claim, [text[start..end]], claim.Label, claim.Kind, claim.Doc, claim.Split));
        }

        return pairs;
    }

    private string[] Measure(string folder)
    {
        foreach (var path in Directory.GetFiles(folder, "*.pairs.jsonl"))
        {
            var rows = File.ReadLines(path).Select(Read<Pair>).Select(Measurement).OfType<string>();
            File.WriteAllLines(path.Replace(".pairs.", ".measured.", StringComparison.Ordinal), rows);
        }

        return Directory.GetFiles(folder, "*.measured.jsonl");
    }

    private GroundingVerdict Verdict(Pair pair) => _verifier.Verify(pair.Claim, pair.Sources).Verdict;

    private string? Measurement(Pair pair) => _verifier.Measure(pair.Claim, pair.Sources) is { } measured
        ? JsonSerializer.Serialize(
            new
            {
                pair.Id,
                pair.Label,
                pair.Kind,
                // BEGIN's groups are the models that wrote the replies; what must not be on both sides of a fold is the source.
                group = pair.Kind is null && pair.Sources.Count == 1 && pair.Sources[0].Length < ShortSource ? pair.Sources[0] : pair.Group,
                objected = measured.IsObjected,
                features = SupportFeatures.Names.Zip(measured.Features).ToDictionary(p => p.First, p => p.Second),
            },
            JsonSerializerOptions.Web)
        : null;

    private static string? Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, relative) is var path && File.Exists(path))
                return path;
        }

        return null;
    }

    /// <param name="Near">The first words of the sentence that the claim is about, as they stand in the document.</param>
    private sealed record OtherClaim(string Id, string Of, string Claim, string Set, string Doc, string Near, string Kind, string Label, string Split);

    private sealed record Pair(string Id, string Claim, IReadOnlyList<string> Sources, string Label, string? Kind, string? Group, string? Split = null, string? Article = null)
    {
        public bool IsSupported => Label == "supported";
    }
}
