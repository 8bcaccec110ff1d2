namespace QaBot.Retrieval;

/// <summary>How common terms are in the corpus, for weighing words. Thread-safe.</summary>
public interface ICorpusStatistics
{
    /// <summary>How many passages are indexed.</summary>
    int PassageCount { get; }

    /// <summary>In how many passages an analyzed term occurs; 0 for an unknown one.</summary>
    int DocumentFrequency(string term);
}
