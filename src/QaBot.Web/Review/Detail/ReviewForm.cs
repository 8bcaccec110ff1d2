using System.Globalization;
using QaBot.Passages;
using QaBot.Review;
using QaBot.Review.Verdicts;
using QaBot.Web.Sources;

namespace QaBot.Web.Review.Detail;

/// <summary>A review as its form has it: what is shown to be changed, and what comes back.</summary>
public sealed record ReviewForm
{
    private const string PairPrefix = "pair-";

    /// <summary>Of the review that the form was filled with; 0 for none.</summary>
    public int Version { get; init; }

    /// <summary>Who the form was made for.</summary>
    public required string Reviewer { get; init; }

    /// <summary>By claim and citation.</summary>
    public IReadOnlyDictionary<(int Claim, int Citation), PairVerdict> Pairs { get; init; } = new Dictionary<(int, int), PairVerdict>();

    public AnswerVerdict? Verdict { get; init; }

    public string Correction { get; init; } = "";

    public string Comment { get; init; } = "";

    public bool IsAdjudication { get; init; }

    /// <summary>Nothing is judged and nothing written.</summary>
    public bool IsEmpty => Pairs.Count == 0 && Verdict is null && Correction.Length == 0 && Comment.Length == 0;

    /// <summary>Why it cannot be stored; null when it can.</summary>
    public string? Problem => new[] { Correction, Comment }.Any(text => text.Length > AnswerReview.MaxText)
        ? string.Create(CultureInfo.InvariantCulture, $"A correction or a comment has at most {AnswerReview.MaxText:N0} characters.")
        : null;

    public static string NameOf(int claim, int citation) => string.Create(CultureInfo.InvariantCulture, $"{PairPrefix}{claim}-{citation}");

    /// <summary>What a reviewer has stored; pairs that were reopened are to be judged anew.</summary>
    public static ReviewForm From(AnswerReview? own, string reviewer) => own is null
        ? new ReviewForm { Reviewer = reviewer }
        : new ReviewForm
        {
            Version = own.Version,
            Reviewer = reviewer,
            Pairs = own.Pairs.Where(pair => !pair.IsReopened).ToDictionary(pair => (pair.Claim, pair.Citation), pair => pair.Verdict),
            Verdict = own.Verdict,
            Correction = own.Correction ?? "",
            Comment = own.Comment ?? "",
            IsAdjudication = own.IsAdjudication,
        };

    /// <summary>What a browser posts; values that are none count as not given.</summary>
    public static ReviewForm Parse(IFormCollection form, AnswerRecord record)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(record);
        var pairs = new Dictionary<(int, int), PairVerdict>();
        foreach (var pair in PairsOf(record))
        {
            if (Choice<PairVerdict>(form[NameOf(pair.Claim, pair.Citation)]) is { } verdict)
                pairs[pair] = verdict;
        }

        return new ReviewForm
        {
            Version = QuoteRange.Number(form["version"]) ?? 0,
            Reviewer = form["reviewer"].ToString(),
            Pairs = pairs,
            Verdict = Choice<AnswerVerdict>(form["verdict"]),
            Correction = Text(form["correction"]),
            Comment = Text(form["comment"]),
            IsAdjudication = form.ContainsKey("adjudication"),
        };
    }

    /// <summary>The claims of an answer with each of their citations, in order.</summary>
    public static IEnumerable<(int Claim, int Citation)> PairsOf(AnswerRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var numbers = record.Answer.Citations.Select(citation => citation.N).ToHashSet();
        return record.Answer.Claims.SelectMany((claim, index) => claim.Citations.Distinct().Where(numbers.Contains).Select(number => (index, number)));
    }

    /// <param name="own">What the reviewer had stored: pairs that stay as they were keep their words and place, and reopened ones stay until they are judged anew.</param>
    /// <param name="corpus">Where quotes are looked up that are judged now.</param>
    public AnswerReview ToReview(AnswerRecord record, AnswerReview? own, Corpus? corpus)
    {
        ArgumentNullException.ThrowIfNull(record);
        var judged = PairsOf(record).Select(pair => (pair, before: own?.Pairs.FirstOrDefault(before => (before.Claim, before.Citation) == pair)))
            .Select(item => Pairs.TryGetValue(item.pair, out var verdict)
                ? item.before is { IsReopened: false } before && before.Verdict == verdict ? before : Judge(record, item.pair, verdict, corpus)
                : item.before is { IsReopened: true } ? item.before : null);
        return new AnswerReview
        {
            AnswerId = record.Id,
            Reviewer = Reviewer,
            Verdict = Verdict,
            Pairs = [.. judged.OfType<JudgedPair>()],
            Correction = Correction.Length == 0 ? null : Correction,
            Comment = Comment.Length == 0 ? null : Comment,
            IsAdjudication = IsAdjudication && Verdict is not null,
            Version = Version,
        };
    }

    /// <summary>Whether two reviews say the same, whenever they were stored.</summary>
    public static bool IsSame(AnswerReview one, AnswerReview other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Pairs.SequenceEqual(other.Pairs) && one == other with { Pairs = one.Pairs, Version = one.Version, Time = one.Time };
    }

    private static JudgedPair? Judge(AnswerRecord record, (int Claim, int Citation) pair, PairVerdict verdict, Corpus? corpus)
    {
        if (QuotePlace.Of(record, new Selection(pair.Claim, pair.Citation), corpus) is not { } place)
            return null;
        var span = place.Now ?? place.Recorded;
        return new JudgedPair(pair.Claim, pair.Citation, verdict, place.ArticleName, span.Start, span.End, place.Quote!);
    }

    private static T? Choice<T>(string? value)
        where T : struct, Enum =>
        Array.Exists(Enum.GetNames<T>(), name => name == value) ? Enum.Parse<T>(value!) : null;

    /// <summary>Browsers send line ends as CR LF, whatever was typed.</summary>
    private static string Text(string? value) => (value ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
}
