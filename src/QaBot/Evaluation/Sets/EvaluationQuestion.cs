using System.Text.Json.Serialization;
using QaBot.Answering;

namespace QaBot.Evaluation.Sets;

/// <summary>
/// A question with what is right for it: one line of <c>seeds.jsonl</c> or of a public set's <c>questions.jsonl</c>. Fields that it does not know
/// are ignored.
/// </summary>
/// <remarks>What is missing in the JSON arrives as null, whatever a property begins with; lists are empty then.</remarks>
public sealed record EvaluationQuestion : ISetRow
{
    private static readonly HashSet<string> s_unanswerable = ["unanswerable", "underspecified", "absent", "adversarial"];

    public required string Id { get; init; }

    public required string Question { get; init; }

    /// <summary>The conversation before the question, oldest first.</summary>
    [JsonConverter(typeof(HistoryConverter))]
    public IReadOnlyList<ConversationTurn> History { get; init => field = value ?? []; } = [];

    /// <summary>What figures are split by; null for none.</summary>
    public string? Kind { get; init; }

    public string? Split { get; init; }

    /// <summary>What is right; null where documents and kind tell it, see <see cref="Expected"/>.</summary>
    public ExpectedReply? Reply { get; init; }

    /// <summary>Accepted wordings, of which any one counts.</summary>
    public IReadOnlyList<string> Answers { get; init => field = value ?? []; } = [];

    /// <summary>Groups of wordings of which one each must be shown; null where no more than an answer is asked for.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? All { get; init; }

    /// <summary>The documents that support the answer, by file name, with their graded relevance from 1.</summary>
    public IReadOnlyDictionary<string, int>? Docs { get; init; }

    /// <summary>The one document that supports the answer, where <see cref="Docs"/> does not say.</summary>
    public string? Doc { get; init; }

    /// <summary>What misleading documents say.</summary>
    [JsonPropertyName("wrong_answers")]
    public IReadOnlyList<string>? WrongAnswers { get; init; }

    /// <summary>What each document says, where sources differ.</summary>
    public IReadOnlyDictionary<string, string>? Says { get; init; }

    /// <summary><see cref="Reply"/>; without it an answer where a document is named, unless the kind is one of questions without an answer.</summary>
    [JsonIgnore]
    public ExpectedReply Expected => Reply ?? (Relevant.Count > 0 && !s_unanswerable.Contains(Kind ?? "") ? ExpectedReply.Answer : ExpectedReply.Refusal);

    /// <summary>Documents with their gains; empty when the sources do not answer.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, int> Relevant =>
        Docs is { Count: > 0 } docs ? docs : Doc is { } doc ? new Dictionary<string, int> { [doc] = 1 } : new Dictionary<string, int>();

    /// <summary>Groups of wordings of which one each must be shown: <see cref="All"/>, or the answers that documents give which differ.</summary>
    [JsonIgnore]
    public IReadOnlyList<IReadOnlyList<string>>? MustShow =>
        All ?? (Says is not null && Answers.Count > 1
            ? [.. Says.OrderBy(said => said.Key, StringComparer.Ordinal).Select(said => said.Value).Distinct().Where(Answers.Contains).Select(answer => (IReadOnlyList<string>)[answer])]
            : null);

    public string? Problem() =>
        string.IsNullOrWhiteSpace(Id) ? "\"id\" is empty."
        : string.IsNullOrWhiteSpace(Question) ? "\"question\" is empty."
        : Docs?.FirstOrDefault(doc => doc.Value < 1) is { Key: not null } doc ? $"\"docs\" gives {doc.Key} a gain below 1."
        : All?.Any(group => group.Count == 0) == true ? "\"all\" has an empty group."
        : Reply == ExpectedReply.Answer && Relevant.Count == 0 ? "\"reply\" is answer, but no document is named."
        : null;
}
