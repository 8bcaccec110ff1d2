namespace QaBot.Retrieval;

/// <summary>How common terms are in the corpus, for weighing words. Thread-safe.</summary>
public interface ICorpusStatistics
{
    /// <summary>How many passages are indexed.</summary>
    int PassageCount { get; }

    /// <summary>In how many passages an analyzed term occurs; 0 for an unknown one.</summary>
    int DocumentFrequency(string term);

    /// <summary>The corpus's word that a misspelt one was most likely meant to be; null when there is none, or several as likely. See <see cref="Spelling"/>.</summary>
    /// <param name="word">As typed; one that the corpus has gives null.</param>
    string? FindSimilar(string word);
}
