namespace QaBot.Models.Extractive;

/// <param name="Term">As the analyzer gives it.</param>
/// <param name="Word">As it was typed.</param>
/// <param name="Weight">Inverse document frequency; less for general words and for those taken over from the conversation.</param>
/// <param name="IsName">Written with a capital inside the question.</param>
/// <param name="Standing">1 for a word of the question itself, less for one taken over from the conversation.</param>
/// <param name="Group">Its synonyms in the <see cref="Thesaurus"/>; 0 for none.</param>
public sealed record QuestionTerm(string Term, string Word, double Weight, bool IsName, double Standing, int Group);
