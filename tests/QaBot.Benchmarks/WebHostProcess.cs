using System.Diagnostics;

namespace QaBot.Benchmarks;

/// <summary>The web host as a process of its own, with a copy of the seeds in a folder that is deleted at the end.</summary>
internal sealed class WebHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private WebHostProcess(Process process, DirectoryInfo folder) => (_process, _folder) = (process, folder);

    public Uri Address { get; private set; } = null!;

    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>In bytes.</summary>
    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    public static async Task<WebHostProcess> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("qabot-load-");
        File.Copy(Path.Combine(SeedBot.Repository, "appsettings.json"), Path.Combine(folder.FullName, "appsettings.json"));
        Copy("seeds", folder);
        Copy("prompts", folder);
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "QaBot.Web.dll"), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
        };
        var host = new WebHostProcess(Process.Start(start)!, folder);
        try
        {
            await host.WaitAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Copy(string name, DirectoryInfo to)
    {
        var target = to.CreateSubdirectory(name);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SeedBot.Repository, name)))
            File.Copy(file, Path.Combine(target.FullName, Path.GetFileName(file)));
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartTime);
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Split("QaBot listens on ") is not [_, var rest])
                continue;
            Address = new Uri(rest.Split(',', ' ')[0]);
            // Whatever it says from now on would fill the pipe.
            _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return;
        }

        throw new InvalidOperationException("The web host ended before it listened.");
    }
}
