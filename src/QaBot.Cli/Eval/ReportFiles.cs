using System.Text;
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
            await WriteAsync(_json, EvaluationFile.From(report).ToString(), cancellationToken);
        if (_html is not null)
            await WriteAsync(_html, HtmlReport.Of(report, bootstrap), cancellationToken);
    }

    /// <summary>Through a file beside it: one of that name is never half of one.</summary>
    private static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(path + Partial, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);
        File.Move(path + Partial, path, overwrite: true);
    }

    private const string Partial = ".partial";

    private static string? Try(string folder, string? name)
    {
        if (name is null)
            return null;
        var path = Path.GetFullPath(name, folder);
        if (Directory.Exists(path))
            throw new WrongUseException($"Cannot use {name}: it is a folder.");
        try
        {
            using (new FileStream(path + Partial, FileMode.Create))
            {
            }

            File.Delete(path + Partial);
            return path;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new WrongUseException($"Cannot use {name}: {problem.Message}", problem);
        }
    }
}
