using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QaBot.Cli.Output;
using QaBot.Configuration;
using QaBot.Embeddings;
using QaBot.Models;
using QaBot.Passages;
using QaBot.Telemetry;

namespace QaBot.Cli;

/// <summary>What answers, put together for one run of a command: the same services as on the web, without a host around them.</summary>
internal sealed class Pipeline : IAsyncDisposable
{
    private readonly Terminal _terminal;
    private readonly ServiceProvider _services;

    /// <param name="settings">Configuration keys that the command line sets, above every other source; null values are not set.</param>
    /// <param name="logLevel">What reaches stderr, and above.</param>
    /// <exception cref="ConfigurationException">A setting is wrong.</exception>
    public Pipeline(Terminal terminal, LogLevel logLevel, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        _terminal = terminal;
        Configuration = new ConfigurationBuilder()
            .AddQaBot(terminal.Folder)
            .AddInMemoryCollection(settings.Where(setting => setting.Value is not null))
            .Build();
        var services = new ServiceCollection()
            .AddSingleton(Configuration)
            .AddLogging(logging => logging
                .SetMinimumLevel(logLevel)
                // Commands tell themselves what was indexed and what was left out.
                .AddFilter(typeof(LiveCorpus).FullName, logLevel == LogLevel.Warning ? LogLevel.Error : logLevel)
                .AddProvider(new TerminalLoggerProvider(terminal)))
            .AddQaBot(Configuration);
        _services = OtlpExport.IsConfigured(Configuration) ? BuildExporting(services, Configuration) : services.BuildServiceProvider();
    }

    public IConfiguration Configuration { get; }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Brings the index up to date, with a progress bar when that takes long.</summary>
    /// <exception cref="CorpusException">There is nothing to answer from.</exception>
    public Task<IndexReport> RefreshAsync(CancellationToken cancellationToken)
    {
        var latest = IndexProgressOf("Indexing");
        var corpus = Get<LiveCorpus>();
        return _terminal.WatchAsync(Task.Run(() => corpus.RefreshAsync(latest, cancellationToken), cancellationToken), latest.Describe);
    }

    /// <summary>Brings the vectors up to date, with a progress bar when that takes long.</summary>
    /// <param name="mostToMake">When more passages than this have no vector yet, none is made.</param>
    /// <returns>Null without an embedding model.</returns>
    /// <exception cref="ModelException">The model could not be asked.</exception>
    public async Task<VectorReport?> EmbedAsync(int mostToMake, CancellationToken cancellationToken)
    {
        if (_services.GetService<PassageVectors>() is not { } vectors)
            return null;
        var latest = IndexProgressOf("Embedding");
        var passages = Get<LiveCorpus>().Current!.Passages;
        return await _terminal.WatchAsync(Task.Run(() => vectors.UpdateAsync(passages, mostToMake, latest, cancellationToken), cancellationToken), latest.Describe);
    }

    /// <summary><see cref="RefreshAsync"/> for commands that only need the corpus: what was indexed or left out is noted on stderr.</summary>
    /// <exception cref="CorpusException">There is nothing to answer from.</exception>
    public async Task OpenCorpusAsync(CancellationToken cancellationToken)
    {
        const int shown = 5;
        var report = await RefreshAsync(cancellationToken);
        var failures = report.Failures.ToList();
        foreach (var failure in failures.Take(shown))
            _terminal.Note($"Left out {Ink.Printable(CommandLine.OneLine($"{failure.Name}: {failure.Problem}"))}");
        if (failures.Count > shown)
            _terminal.Note($"Left out {Counted.Of(failures.Count - shown, "more file")}; 'index' lists them.");
        if (report.Files.Any(file => file.State is IndexedFileState.Indexed or IndexedFileState.Removed))
            _terminal.Note(FormattableString.Invariant($"Indexed {Counted.Of(report.ArticleCount, "article")}, {Counted.Of(report.PassageCount, "passage")} in {report.Elapsed.TotalSeconds:0.00} s."));
        await OpenVectorsAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>What can be asked for at once is; a question does not wait for more, nor fail without.</summary>
    private async Task OpenVectorsAsync(CancellationToken cancellationToken)
    {
        if (_services.GetService<PassageVectors>() is not { } vectors)
            return;
        try
        {
            if (await EmbedAsync(vectors.AtOnce, cancellationToken) is { Missing: > 0 and var missing })
                _terminal.Note(FormattableString.Invariant($"Passages are found by their words alone: {Counted.Of(missing, "passage")} without a vector; 'index' makes them."));
        }
        catch (ModelException failure)
        {
            _terminal.Note($"Passages are found by their words alone. {Ink.Printable(CommandLine.OneLine(failure.Message))}");
        }
    }

    /// <summary>Apart, so that OpenTelemetry is loaded only where this is called; the export ends with the services.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ServiceProvider BuildExporting(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOtlpExport(configuration);
        var provider = services.BuildServiceProvider();
        provider.StartOtlpExport();
        return provider;
    }

    private static LatestProgress<IndexProgress> IndexProgressOf(string doing) => new(
        doing,
        latest => ($"{doing} {latest.Done}/{latest.Total} {(latest.Step == IndexStep.Files ? "files" : "passages")}", latest.Total == 0 ? 0 : (double)latest.Done / latest.Total));
}
