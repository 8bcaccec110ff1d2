using Microsoft.Extensions.Logging;

namespace QaBot.Cli;

/// <summary>Log entries as single lines on stderr, beside a progress bar if one is drawn; the console logger knows neither.</summary>
internal sealed class TerminalLoggerProvider(Terminal terminal) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new TerminalLogger(terminal);

    public void Dispose()
    {
    }

    private sealed class TerminalLogger(Terminal terminal) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var cause = exception is null ? "" : $" ({CommandLine.OneLine(exception.Message)})";
            terminal.Note($"{logLevel.ToString().ToLowerInvariant()}: {CommandLine.OneLine(formatter(state, exception))}{cause}");
        }
    }
}
