namespace QaBot.Passages;

/// <param name="Done">Files or passages finished, of <paramref name="Total"/>.</param>
/// <param name="File">The file just finished; null in a later step.</param>
public sealed record IndexProgress(int Done, int Total, string? File, IndexStep Step = IndexStep.Files);
