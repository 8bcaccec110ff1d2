using System.Text.Json;
using QaBot.Cli;

namespace QaBot.Tests.Cli;

/// <summary>Runs the command line in this process, in a folder of its own with an appsettings.json and a corpus.</summary>
internal sealed class CliDriver : IDisposable
{
    public CliDriver()
    {
        Folder = Directory.CreateTempSubdirectory("qabot-cli-").FullName;
        Write("appsettings.json", JsonSerializer.Serialize(new
        {
            Corpus = new { Path = "articles" },
            Answering = new { Prompts = Path.Combine(RepositoryRoot, "prompts") },
        }));
    }

    /// <summary>The folder that holds QaBot.sln.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    public static string Seeds => Path.Combine(RepositoryRoot, "seeds");

    public string Folder { get; }

    /// <summary>Columns and colours of the output, as on a terminal; null for a redirected one.</summary>
    public int? TerminalWidth { get; init; }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Writes a file of the folder and returns its name.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return name;
    }

    public Task<CliResult> RunAsync(params string[] args) => RunAsync("", args);

    public async Task<CliResult> RunAsync(string input, string[] args, CancellationToken cancellationToken = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader(input);
        var exitCode = await CommandLine.RunAsync(args, Terminal(output, error, reader), cancellationToken);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }

    public Terminal Terminal(TextWriter output, TextWriter error, TextReader input) => new(output, TextWriter.Synchronized(error), input)
    {
        Folder = Folder,
        OutHasColor = TerminalWidth is not null,
        Width = TerminalWidth ?? int.MaxValue,
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "QaBot.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException($"There is no QaBot.sln above {AppContext.BaseDirectory}.");
        return folder;
    }
}
