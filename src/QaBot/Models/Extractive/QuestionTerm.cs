namespace QaBot.Models.Extractive;

/// <param name="Term">As the analyzer gives it.</param>
/// <param name="Weight">Inverse document frequency, less for words taken over from the conversation.</param>
/// <param name="IsName">Written with a capital inside the question.</param>
/// <param name="Position">Among the question's distinct content terms, from 0.</param>
public sealed record QuestionTerm(string Term, double Weight, bool IsName, int Position);
