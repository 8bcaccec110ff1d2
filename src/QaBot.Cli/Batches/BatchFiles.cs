using System.Text;

namespace QaBot.Cli.Batches;

/// <summary>
/// The files of one batch. Results are written beside their final place, as <c>OUT.partial</c>, and moved there when all are in,
/// so that a file of that name is never half of one.
/// </summary>
internal sealed class BatchFiles : IAsyncDisposable
{
    private readonly FileStream _input;
    private readonly string _outPath;

    /// <exception cref="WrongUseException">A path cannot be used.</exception>
    public BatchFiles(string folder, string batch, string output)
    {
        Name = batch;
        _outPath = Path.GetFullPath(output, folder);
        var inPath = Path.GetFullPath(batch, folder);
        if (inPath == _outPath)
            throw new WrongUseException($"--batch and --out are the same file, {batch}.");
        _input = Open(batch, () => new FileStream(inPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan));
        Reader = new StreamReader(_input, Encoding.UTF8);
        try
        {
            if (Directory.Exists(_outPath))
                throw new WrongUseException($"Cannot use {output}: it is a folder.");
            Writer = Open(output, () => new StreamWriter(PartialPath, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" });
        }
        catch
        {
            Reader.Dispose();
            throw;
        }
    }

    /// <summary>The input as it was named on the command line.</summary>
    public string Name { get; }

    public StreamReader Reader { get; }

    public StreamWriter Writer { get; }

    public string PartialPath => _outPath + ".partial";

    /// <summary>How much of the input has been read, 0 to 1.</summary>
    public double PartRead => _input.CanRead && _input.Length > 0 ? (double)_input.Position / _input.Length : 0;

    /// <summary>Moves the results to their final place, over an older file of that name.</summary>
    public async Task CompleteAsync()
    {
        await Writer.DisposeAsync();
        File.Move(PartialPath, _outPath, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        Reader.Dispose();
        await Writer.DisposeAsync();
    }

    private static T Open<T>(string path, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new WrongUseException($"Cannot use {path}: {problem.Message}", problem);
        }
    }
}
