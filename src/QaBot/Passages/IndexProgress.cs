namespace QaBot.Passages;

/// <param name="Done">Files finished, of <paramref name="Total"/>.</param>
/// <param name="File">The file just finished.</param>
public sealed record IndexProgress(int Done, int Total, string File);
