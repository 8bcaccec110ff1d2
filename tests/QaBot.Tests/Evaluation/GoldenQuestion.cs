namespace QaBot.Tests.Evaluation;

/// <summary>A line of seeds.jsonl; tests/golden/README.md says what its fields mean.</summary>
internal sealed record GoldenQuestion(
    string Id,
    string Question,
    IReadOnlyList<GoldenTurn> History,
    string Kind,
    string Split,
    string Reply,
    IReadOnlyList<string> Answers,
    IReadOnlyDictionary<string, int> Docs)
{
    /// <summary>Empty where one wording is enough.</summary>
    public IReadOnlyList<IReadOnlyList<string>> All { get; init; } = [];

    public IEnumerable<string> Wordings => Answers.Concat(All.SelectMany(group => group));
}
