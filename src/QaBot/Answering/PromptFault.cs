namespace QaBot.Answering;

/// <summary>What is wrong with a prompt file.</summary>
/// <param name="Line">From 1; null when it is not in one line.</param>
/// <param name="Reason">One sentence, in one line.</param>
internal sealed record PromptFault(int? Line, string Reason)
{
    public string In(string file) => Line is { } line ? $"{file}, line {line}: {Reason}" : $"{file}: {Reason}";
}
