namespace QaBot.Evaluation.Sets;

/// <summary>A set cannot be used; the message is one line for the user that names the file and, where there is one, the line.</summary>
public sealed class EvaluationSetException : Exception
{
    public EvaluationSetException()
    {
    }

    public EvaluationSetException(string message) : base(message)
    {
    }

    public EvaluationSetException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
