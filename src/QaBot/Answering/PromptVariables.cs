using QaBot.Articles;

namespace QaBot.Answering;

/// <summary>What a prompt is given, by the names of its variables, each value in the form in which it stands in the prompt.</summary>
internal sealed record PromptVariables
{
    public const string Question = "question";
    public const string Evidence = "evidence";
    public const string Claims = "claims";
    public const string History = "history";

    private PromptVariables(PromptKind kind, IReadOnlyDictionary<string, string> values) => (Kind, Values) = (kind, values);

    /// <summary>The kind of prompt that takes them.</summary>
    public PromptKind Kind { get; }

    /// <summary>All of them must reach a message of the user's.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    public static PromptVariables ForAnswer(IReadOnlyList<EvidencePassage> evidence, StandaloneQuery query) => new(PromptKind.Answer, new Dictionary<string, string>
    {
        [Evidence] = EvidenceMarkup.Write(evidence),
        [Question] = EvidenceMarkup.Write(query),
    });

    public static PromptVariables ForRepair(IReadOnlyList<EvidencePassage> evidence, StandaloneQuery query, IReadOnlyList<FaultyClaim> claims) => new(PromptKind.Repair, new Dictionary<string, string>
    {
        [Evidence] = EvidenceMarkup.Write(evidence),
        [Question] = EvidenceMarkup.Write(query),
        [Claims] = EvidenceMarkup.Write(claims),
    });

    /// <param name="history">Oldest first.</param>
    public static PromptVariables ForRewrite(IEnumerable<ConversationTurn> history, string question) => new(PromptKind.Rewrite, new Dictionary<string, string>
    {
        [History] = EvidenceMarkup.Write(history),
        [Question] = EvidenceMarkup.Write(new StandaloneQuery(question)),
    });

    /// <summary>Of every kind, to try a prompt with.</summary>
    /// <param name="passage">The text of the only passage.</param>
    public static PromptVariables Trial(PromptKind kind, string passage, StandaloneQuery query)
    {
        var article = new Article { Name = "trial", Text = passage, ContentHash = "", Blocks = [] };
        EvidencePassage[] evidence = [new(1, article, new TextSpan(0, passage.Length), 1)];
        return kind switch
        {
            PromptKind.Repair => ForRepair(evidence, query, [new FaultyClaim(1, "claim & more", [1], "reason & more")]),
            PromptKind.Rewrite => ForRewrite([new ConversationTurn(ConversationRole.User, "earlier & more")], query.Question),
            _ => ForAnswer(evidence, query),
        };
    }
}
