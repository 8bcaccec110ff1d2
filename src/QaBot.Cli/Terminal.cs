using System.Runtime.InteropServices;
using System.Text;
using Spectre.Console;

namespace QaBot.Cli;

/// <summary>
/// Where a command reads and writes. <see cref="Out"/> carries only the answer or JSON; everything else goes to <see cref="Error"/>.
/// </summary>
internal sealed class Terminal(TextWriter output, TextWriter error, TextReader input)
{
    private const int FallbackWidth = 100;

    private volatile IAnsiConsole? _live;

    public TextWriter Out { get; } = output;

    public TextWriter Error { get; } = error;

    public TextReader In { get; } = input;

    /// <summary>True when a person reads <see cref="Out"/> and wants colours.</summary>
    public bool OutHasColor { get; init; }

    /// <summary>True when a person watches <see cref="Error"/>, so that progress can be drawn there.</summary>
    public bool ErrorIsInteractive { get; init; }

    /// <summary>True when a person types into <see cref="In"/>.</summary>
    public bool InIsInteractive { get; init; }

    /// <summary>Calls what it is given at each Ctrl+C, which then does not end the process, until the result is disposed.</summary>
    public Func<Action, IDisposable> WatchInterrupts { get; init; } = _ => Stream.Null;

    /// <summary>Columns to wrap at; <see cref="int.MaxValue"/> when <see cref="Out"/> is no terminal.</summary>
    public int Width { get; init; } = int.MaxValue;

    /// <summary>Where appsettings.json is looked for first, and what paths on the command line count from.</summary>
    public string Folder { get; init; } = Directory.GetCurrentDirectory();

    public static Terminal OfProcess()
    {
        // JSON is UTF-8 whatever the locale says.
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal(
            new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true }),
            new StreamReader(Console.OpenStandardInput(), utf8))
        {
            OutHasColor = !Console.IsOutputRedirected && ColorWanted(),
            InIsInteractive = !Console.IsInputRedirected,
            WatchInterrupts = WatchSignal,
            ErrorIsInteractive = !Console.IsErrorRedirected && !IsDumb(),
            Width = Console.IsOutputRedirected ? int.MaxValue : WindowWidth(),
        };
    }

    /// <summary>A line for people on <see cref="Error"/>; never garbles a progress bar that is being drawn.</summary>
    public void Note(string line)
    {
        if (_live is { } live)
            live.WriteLine(line);
        else
            Error.WriteLine(line);
    }

    /// <summary>
    /// Draws how far <paramref name="work"/> is, if it takes longer than half a second and somebody is watching.
    /// </summary>
    /// <param name="progress">Called several times a second: a description, and the part that is done, 0 to 1.</param>
    public async Task<T> WatchAsync<T>(Task<T> work, Func<(string Description, double Part)> progress)
    {
        if (!ErrorIsInteractive || await Task.WhenAny(work, Task.Delay(500)) == work)
            return await work;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Error), Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes });
        _live = console;
        try
        {
            return await console.Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(context => DrawAsync(context.AddTask(Markup.Escape(progress().Description), maxValue: 1), work, progress));
        }
        finally
        {
            _live = null;
        }
    }

    private static async Task<T> DrawAsync<T>(ProgressTask bar, Task<T> work, Func<(string Description, double Part)> progress)
    {
        do
        {
            var (description, part) = progress();
            bar.Description = Markup.Escape(description);
            bar.Value = part;
        }
        while (await Task.WhenAny(work, Task.Delay(150)) != work);
        return await work;
    }

    private static PosixSignalRegistration WatchSignal(Action interrupted) => PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
    {
        signal.Cancel = true;
        interrupted();
    });

    private static bool ColorWanted() => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && !IsDumb();

    private static bool IsDumb() => Environment.GetEnvironmentVariable("TERM") == "dumb";

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : FallbackWidth;
        }
        catch (IOException)
        {
            return FallbackWidth;
        }
    }
}
