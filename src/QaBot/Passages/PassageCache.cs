using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using QaBot.Articles;

namespace QaBot.Passages;

/// <summary>
/// Stores what was made of files by their content, so that starting again needs neither the tokenizer nor the slower readers. Thread-safe,
/// and safe beside other processes: an entry is a file that appears complete or not at all; a damaged or outdated one is as good as none.
/// </summary>
/// <param name="stateFolder">An absolute path; a folder <c>passages</c> is made in it when something is stored.</param>
/// <param name="time">The system's when null.</param>
/// <param name="logger">Told once when the folder cannot be written to; nobody when null.</param>
public sealed class PassageCache(string stateFolder, TimeProvider? time = null, ILogger<PassageCache>? logger = null)
{
    /// <summary>Nothing takes this long to write: the process that began it is gone.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Counts up when readers, sentences or chunking change what they make of the same bytes.</summary>
    private const int Version = 1;

    private const string EntryExtension = ".passages";
    private const string TemporaryExtension = ".tmp";
    private const int ChecksumLength = 8;

    private readonly string _folder = Path.GetFullPath("passages", stateFolder);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private int _hasWarned;

    /// <returns>The article and its passages as they were stored for this content and fingerprint; null when there is nothing usable.</returns>
    internal (Article Article, IReadOnlyList<Passage> Passages)? Find(
        ArticleReader reader, string name, ReadOnlySpan<byte> content, string hash, string fingerprint, CatalogEntry? entry)
    {
        try
        {
            var stored = File.ReadAllBytes(PathOf(hash, name));
            var length = stored.Length - ChecksumLength;
            if (length < 0 || !Checksum(stored.AsSpan(0, length)).SequenceEqual(stored.AsSpan(length)))
                return null;
            using var input = new BinaryReader(new MemoryStream(stored, 0, length, writable: false));
            if (input.ReadInt32() != Version || input.ReadString() != fingerprint)
                return null;
            var text = reader.IsPlainText ? TextDecoder.Decode(content, out _) : input.ReadString();
            return text is null ? null : PassageFormat.Read(input, name, hash, text, entry);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Stores what <see cref="Find"/> gives back. A disk that cannot be written to costs time at the next start, nothing else.</summary>
    internal void Store(ArticleReader reader, Article article, IReadOnlyList<Passage> passages, string fingerprint)
    {
        var bytes = new MemoryStream();
        using var output = new BinaryWriter(bytes);
        output.Write(Version);
        output.Write(fingerprint);
        if (!reader.IsPlainText)
            output.Write(article.Text);
        PassageFormat.Write(output, article, passages);
        output.Write(Checksum(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        var path = PathOf(article.ContentHash, article.Name);
        var temporary = $"{path}.{Guid.NewGuid():N}{TemporaryExtension}";
        try
        {
            Directory.CreateDirectory(_folder);
            File.WriteAllBytes(temporary, bytes.ToArray());
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (Interlocked.Exchange(ref _hasWarned, 1) == 0)
                logger?.LogWarning("What was indexed cannot be kept for the next start: {Problem}", failure.Message);
        }
    }

    /// <summary>Removes the entries of all other articles, and what a crash left behind.</summary>
    internal void Trim(IEnumerable<Article> articles)
    {
        var live = articles.Select(article => PathOf(article.ContentHash, article.Name)).ToHashSet(StringComparer.Ordinal);
        try
        {
            foreach (var file in new DirectoryInfo(_folder).EnumerateFiles().Where(file => !live.Contains(file.FullName)))
            {
                if (file.Extension is EntryExtension || (file.Extension is TemporaryExtension && file.LastWriteTimeUtc < _time.GetUtcNow().UtcDateTime - Abandoned))
                    file.Delete();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>The extension is part of it because it says which reader read the bytes.</summary>
    private string PathOf(string hash, string name) =>
        Path.Combine(_folder, hash + Path.GetExtension(name).ToLowerInvariant() + EntryExtension);

    private static byte[] Checksum(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes)[..ChecksumLength];
}
