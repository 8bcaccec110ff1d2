using System.Diagnostics;
using System.Text;
using System.Text.Json;
using QaBot.Cli;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Cli;

/// <summary>Runs the command line, in this process or in one of its own, in a folder of its own with an appsettings.json and a corpus.</summary>
internal sealed class CliDriver : IDisposable
{
    public CliDriver()
    {
        Folder = Directory.CreateTempSubdirectory("qabot-cli-").FullName;
        Write("appsettings.json", JsonSerializer.Serialize(new
        {
            Corpus = new { Path = "articles" },
            Answering = new { Prompts = RepositoryFiles.Prompts },
        }));
    }

    public string Folder { get; }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
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

    /// <summary>In a process of its own, with an empty input.</summary>
    public async Task<CliResult> RunProcessAsync(string[] args, params (string Name, string Value)[] environment)
    {
        using var process = Start(args, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CliResult(process.ExitCode, await output, await error);
    }

    /// <inheritdoc cref="RunProcessAsync"/>
    public Process Start(string[] args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. args])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public Terminal Terminal(TextWriter output, TextWriter error, TextReader input) => new(output, TextWriter.Synchronized(error), input)
    {
        Folder = Folder,
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
