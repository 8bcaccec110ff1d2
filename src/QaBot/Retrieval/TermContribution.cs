namespace QaBot.Retrieval;

/// <summary>What one term of a query gives a passage's score.</summary>
/// <param name="Word">As it stands in the query.</param>
/// <param name="Term">As it is indexed.</param>
/// <param name="QueryCount">How often the query has it.</param>
/// <param name="Idf">ln(1 + (N - n + 0.5) / (n + 0.5)); 0 for a term that no passage has.</param>
/// <param name="Passages">In how many passages it occurs.</param>
/// <param name="InText">How often it occurs in the passage's text.</param>
/// <param name="InHeading">How often it occurs in the headings above the passage.</param>
/// <param name="InTitle">How often it occurs in the article's title.</param>
/// <param name="Score">Its part of the passage's score, for the passage's own words, its headings and its title.</param>
/// <param name="ArticleScore">Its part of the passage's score, for the best of the article's passages.</param>
public sealed record TermContribution(
    string Word, string Term, int QueryCount, double Idf, int Passages, int InText, int InHeading, int InTitle, double Score, double ArticleScore);
