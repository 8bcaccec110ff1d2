namespace QaBot.Evaluation.Sets;

/// <summary>One line of a set.</summary>
public interface ISetRow
{
    /// <summary>Unique in its file.</summary>
    string Id { get; }

    /// <summary>The half that the row belongs to (<c>tune</c>, <c>test</c>); null where a set is not divided.</summary>
    string? Split { get; }

    /// <summary>What is wrong with the row, in one sentence; null when nothing is.</summary>
    string? Problem();
}
