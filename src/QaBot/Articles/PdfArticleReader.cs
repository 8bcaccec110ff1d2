using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace QaBot.Articles;

/// <summary>PDF, by way of Poppler's <c>pdftotext</c> where it is installed. Nothing is written to disk.</summary>
/// <param name="program">Name or path of the program.</param>
public sealed class PdfArticleReader(string program = "pdftotext") : ArticleReader
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(1);

    public override IReadOnlyList<string> Extensions { get; } = [".pdf"];

    protected override async ValueTask<ArticleContent> ReadContentAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.Span[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) < 0)
            return ArticleContent.Failure("The file is no PDF.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit);
        try
        {
            return await ConvertAsync(bytes, limit.Token);
        }
        catch (Win32Exception)
        {
            return ArticleContent.Failure($"{Path.GetFileName(program)} is not installed.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ArticleContent.Failure($"{Path.GetFileName(program)} took longer than {TimeLimit.TotalSeconds:0} seconds.");
        }
    }

    private async Task<ArticleContent> ConvertAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["-q", "-enc", "UTF-8", "-nopgbrk", "-", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        })!;
        try
        {
            var output = new MemoryStream();
            var reading = process.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await WriteAsync(process, bytes, cancellationToken);
            await Task.WhenAll(reading, errors);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? Read(output.GetBuffer().AsSpan(0, (int)output.Length))
                : ArticleContent.Failure(Reason(await errors, process.ExitCode));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await using var input = process.StandardInput.BaseStream;
            await input.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException)
        {
            // It has given up on the file; its exit code says so.
        }
    }

    private static ArticleContent Read(ReadOnlySpan<byte> output)
    {
        var text = TextDecoder.Decode(output, out var problem);
        return text is null ? ArticleContent.Failure(problem!) : PlainTextStructure.Read(text);
    }

    private static string Reason(string errors, int exitCode)
    {
        var first = errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return exitCode == 3 ? "The PDF does not permit taking its text out." : $"The PDF cannot be read: {first ?? "it is damaged or protected by a password"}.";
    }
}
