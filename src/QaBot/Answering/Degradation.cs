using QaBot.Models;

namespace QaBot.Answering;

/// <summary>Why extracts stand in an answer that a model was to write.</summary>
/// <param name="Kind">What went wrong with the model; null when it wrote a draft of which nothing could be verified.</param>
/// <param name="Reason">One sentence in the language of the question, with nothing internal in it.</param>
public sealed record Degradation(ModelProblemKind? Kind, string Reason)
{
    /// <summary>As every JSON of QaBot names it: the kind in camel case, or <c>unverified</c>.</summary>
    public string Name => Kind is { } kind ? char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..] : "unverified";
}
