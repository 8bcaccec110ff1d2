namespace QaBot.Cli.Chat;

/// <summary>Reads a line at a time, so that waiting for one can be broken off; a line that comes in after that is the next one. Not thread-safe.</summary>
internal sealed class ChatLines(TextReader input)
{
    private Task<string?>? _reading;

    /// <returns>Null at the end of the input.</returns>
    public async Task<string?> NextAsync(CancellationToken cancellationToken)
    {
        // A terminal's read cannot be cancelled; it is left to wait.
        _reading ??= Task.Run(input.ReadLine, CancellationToken.None);
        var line = await _reading.WaitAsync(cancellationToken);
        _reading = null;
        return line;
    }
}
