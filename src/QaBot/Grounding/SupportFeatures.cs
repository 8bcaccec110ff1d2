using QaBot.Articles;

namespace QaBot.Grounding;

/// <summary>What the <see cref="SupportModel"/> looks at: measurements of a claim's comparison with its sources.</summary>
internal static class SupportFeatures
{
    /// <summary>In the order of <see cref="Of"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "coverage", "exactCoverage", "windowCoverage", "nearestCoverage", "leastCoverage", "order", "words", "pairs", "triples",
        "unknownNames", "unknownNumbers", "unknownWords", "unknownShare", "looseShare", "outsideWindow", "length", "sentences",
        "number", "date", "name", "opposite", "negation", "quantifier", "attribution", "modality",
        "firstPerson", "secondPerson", "opinion", "question", "interjection", "exclamation", "firstKnown", "lastKnown", "repeats", "connectives", "longestRun", "pronoun",
        "firstPersonAndUnknown", "pairsAndUnknown", "interjectionAndSentences", "wordsAndLength", "unknownAndLength",
    ];

    private static readonly Dictionary<string, int> s_places = Names.Select((name, place) => (name, place)).ToDictionary(p => p.name, p => p.place);

    public static double[] Of(Comparison comparison, IReadOnlyList<Objection> objections)
    {
        var claim = comparison.Claim;
        var unknown = comparison.Unknown;
        var plain = unknown.Where(w => !w.IsNumber && !w.IsName && !Lexicon.Light.Contains(w.Form)).ToList();
        var count = Math.Max(1, claim.Content.Count);
        double[] values =
        [
            comparison.Coverage,
            comparison.ExactCoverage,
            comparison.WindowCoverage,
            comparison.NearestCoverage,
            comparison.LeastCoverage(),
            comparison.OrderedCoverage(),
            comparison.WordCoverage(),
            comparison.PhraseCoverage(2),
            comparison.PhraseCoverage(3),
            Math.Min(2, unknown.Count(NameCheck.IsName)),
            Math.Min(2, unknown.Count(w => w.IsNumber)),
            Math.Min(4, plain.Count),
            (double)plain.Count / count,
            (double)claim.Content.Count(w => comparison.LikenessOf(w) is > 0 and < Likeness.Family) / count,
            (double)claim.Content.Count(w => comparison.IsKnown(w) && comparison.WindowLikenessOf(w) < Likeness.Found) / count,
            Math.Log(1 + claim.Content.Count),
            Math.Min(3, SentenceSplitter.Split(claim.Text).Count),
            Math.Min(2, Count(ObjectionKind.Number)),
            Math.Min(2, Count(ObjectionKind.Date)),
            Count(ObjectionKind.Name),
            Math.Min(1, Count(ObjectionKind.Opposite)),
            Math.Min(1, Count(ObjectionKind.Negation)),
            Math.Min(1, Count(ObjectionKind.Quantifier)),
            Math.Min(1, Count(ObjectionKind.Attribution)),
            Math.Min(1, Count(ObjectionKind.Modality)),
            Math.Min(2, New(Lexicon.FirstPerson)),
            Math.Min(1, New(Lexicon.SecondPerson)),
            Math.Min(2, New(Lexicon.Opinion)),
            claim.Text.Contains('?') ? 1 : 0,
            claim.Words.Count > 0 && Lexicon.Interjections.Contains(claim.Words[0].Form) ? 1 : 0,
            claim.Text.Contains('!') ? 1 : 0,
            claim.Content.Count > 0 ? comparison.LikenessOf(claim.Content[0]) : 0,
            claim.Content.Count > 0 ? comparison.LikenessOf(claim.Content[^1]) : 0,
            Math.Min(2, Repeats(claim) - comparison.Window.Sum(Repeats) is var more and > 0 ? more : 0),
            Math.Min(2, New(Lexicon.Connectives)),
            comparison.LongestRun(),
            claim.Words.Count > 0 && Lexicon.Pronouns.Contains(claim.Words[0].Form) ? 1 : 0,
        ];
        return [.. values, Product("firstPerson", "unknownWords"), Product("pairs", "unknownShare"), Product("interjection", "sentences"), Product("words", "length"), Product("unknownShare", "length")];

        double Product(string one, string other) => values[s_places[one]] * values[s_places[other]];

        static int Repeats(Statement statement) => statement.Content.Count - statement.Terms.Count;

        int New(IReadOnlySet<string> words) => claim.Words.Count(w => words.Contains(w.Form) && !comparison.WindowForms.Contains(w.Form));

        int Count(ObjectionKind kind) => objections.Count(o => o.Kind == kind);
    }
}
