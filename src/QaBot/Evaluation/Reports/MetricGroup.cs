namespace QaBot.Evaluation.Reports;

/// <summary>What a metric measures, in the order in which they are shown.</summary>
public enum MetricGroup
{
    /// <summary>What users get, all in all.</summary>
    Replies,

    /// <summary>The ranking of articles.</summary>
    Retrieval,

    /// <summary>Answers to questions that the articles answer, when none is refused for lack of evidence.</summary>
    Answers,

    /// <summary>Answering and refusing at the configured threshold, and at every other.</summary>
    Refusing,

    /// <summary>Telling supported claims from others.</summary>
    Grounding,

    /// <summary>What is shown of a model's drafts.</summary>
    Drafts,
}
