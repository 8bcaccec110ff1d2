using QaBot.Cli.Output;
using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Reports;

namespace QaBot.Cli.Eval;

/// <summary>The files that a report goes to. They are tried before the run, which may be long.</summary>
internal sealed class ReportFiles
{
    private readonly string? _json;
    private readonly string? _html;

    /// <param name="json">Null for none.</param>
    /// <param name="html">Null for none.</param>
    /// <exception cref="WrongUseException">One of them cannot be written.</exception>
    public ReportFiles(string folder, string? json, string? html)
    {
        (_json, _html) = (Try(folder, json), Try(folder, html));
        if (_json is not null && _json == _html)
            throw new WrongUseException($"--out and --report are the same file, {json}.");
    }

    public async Task WriteAsync(EvaluationReport report, Bootstrap bootstrap, CancellationToken cancellationToken)
    {
        if (_json is not null)
            await WholeFile.WriteAsync(_json, Once(EvaluationFile.From(report).ToString()), cancellationToken);
        if (_html is not null)
            await WholeFile.WriteAsync(_html, Once(HtmlReport.Of(report, bootstrap)), cancellationToken);
    }

    private static IAsyncEnumerable<string> Once(string text) => new[] { text }.ToAsyncEnumerable();

    private static string? Try(string folder, string? name)
    {
        if (name is null)
            return null;
        var path = Path.GetFullPath(name, folder);
        if (Directory.Exists(path))
            throw new WrongUseException($"Cannot use {name}: it is a folder.");
        try
        {
            using (new FileStream(path + WholeFile.Partial, FileMode.Create))
            {
            }

            File.Delete(path + WholeFile.Partial);
            return path;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new WrongUseException($"Cannot use {name}: {problem.Message}", problem);
        }
    }
}
