namespace QaBot.Models;

/// <summary>A model could not be asked, or gave no usable answer.</summary>
/// <param name="kind">For programs, which decide by it whether to try again and what to tell the user.</param>
/// <param name="message">One line for whoever runs QaBot: what is wrong and, where known, what to do. Never a key, a question or an answer.</param>
public sealed class ModelException(ModelProblemKind kind, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public ModelProblemKind Kind { get; } = kind;
}
