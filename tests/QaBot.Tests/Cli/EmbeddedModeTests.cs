using System.Diagnostics;
using QaBot.Cli;
using QaBot.Testing.Models;

namespace QaBot.Tests.Cli;

/// <summary>Who configures no model does not pay for one: the libraries of OpenAI and Azure are not even loaded.</summary>
public sealed class EmbeddedModeTests : IDisposable
{
    private static readonly string[] s_libraries = ["OpenAI.dll", "Microsoft.Extensions.AI.OpenAI.dll", "System.ClientModel.dll", "Azure.Core.dll", "Azure.Identity.dll", "Microsoft.Identity.Client.dll"];

    private readonly CliDriver _cli = new();

    public EmbeddedModeTests() => _cli.Write("articles/tower.txt", "The lighthouse of Aldmere is 31 metres high. Tobias Wren built the lighthouse in 1874.");

    public void Dispose() => _cli.Dispose();

    [SkippableFact]
    public async Task Answering_without_a_model_loads_no_library_of_one() => Assert.Empty(await LoadedAsync("31 metres"));

    [SkippableFact]
    public async Task Answering_with_a_model_loads_what_it_needs_and_no_more()
    {
        await using var server = new FakeModelServer { Reply = _ => ModelReply.Text("The lighthouse of Aldmere is 31 metres high. [1]") };

        var loaded = await LoadedAsync("31 metres", ("Models__Chat__Provider", "openai"), ("Models__Chat__Endpoint", server.Root.ToString()), ("Models__Chat__Model", "gpt-test"));

        Assert.Equal(s_libraries[..3], loaded.Order(StringComparer.Ordinal).OrderBy(name => Array.IndexOf(s_libraries, name)));
        Assert.NotEmpty(server.Requests);
    }

    /// <summary>Of the libraries in question, those that a fresh process has loaded when it has answered.</summary>
    private async Task<IReadOnlyList<string>> LoadedAsync(string answer, params (string Name, string Value)[] environment)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "What a process has loaded is read the Linux way.");
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "chat"])
        {
            WorkingDirectory = _cli.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteLineAsync("How high is the lighthouse?");
        await process.StandardInput.FlushAsync();
        var said = "";
        while (!said.Contains(answer, StringComparison.Ordinal))
            said += await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{said} {await errors}");
        var maps = await File.ReadAllLinesAsync($"/proc/{process.Id}/maps");
        process.StandardInput.Close();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return [.. s_libraries.Where(library => maps.Any(line => line.EndsWith($"/{library}", StringComparison.Ordinal)))];
    }
}
