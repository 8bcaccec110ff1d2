using Microsoft.Extensions.Logging;

namespace QaBot.Web.Tests.Http;

/// <summary>Fails whatever logs through it, where nobody expects a failure.</summary>
internal sealed class BrokenLogger<T> : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        throw new InvalidOperationException("private words");
}
