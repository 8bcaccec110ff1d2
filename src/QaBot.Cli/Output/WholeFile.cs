using System.Text;

namespace QaBot.Cli.Output;

/// <summary>Writes a file through one beside it: a file of that name is never half of one.</summary>
internal static class WholeFile
{
    /// <summary>What the name of the file beside it ends in.</summary>
    public const string Partial = ".partial";

    /// <summary>In UTF-8 without a byte order mark, in place of what stood there.</summary>
    /// <returns>How many parts there were.</returns>
    public static async Task<int> WriteAsync(string path, IAsyncEnumerable<string> parts, CancellationToken cancellationToken)
    {
        var count = 0;
        await using (var file = new StreamWriter(path + Partial, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            await foreach (var part in parts.WithCancellation(cancellationToken))
            {
                await file.WriteAsync(part.AsMemory(), cancellationToken);
                count++;
            }
        }

        File.Move(path + Partial, path, overwrite: true);
        return count;
    }
}
