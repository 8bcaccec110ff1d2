using QaBot.Passages;

namespace QaBot.Articles;

/// <summary>The corpus folder: which of its files are articles. Reads only; thread-safe.</summary>
/// <remarks>
/// Hidden files, the catalog and what editors leave behind are no articles. Links are followed to files inside the folder only, so
/// that neither a loop nor a file from elsewhere is read.
/// </remarks>
public sealed class ArticleFolder
{
    private static readonly HashSet<string> UnsupportedDocuments = new(StringComparer.OrdinalIgnoreCase)
    {
        ".adoc", ".csv", ".doc", ".docm", ".dot", ".epub", ".key", ".mobi", ".numbers", ".odp", ".ods", ".odt", ".org", ".pages",
        ".ppt", ".pptx", ".rst", ".rtf", ".tex", ".tsv", ".wpd", ".xls", ".xlsx",
    };

    private readonly long _maxFileBytes;
    private readonly Dictionary<string, ArticleReader> _readers;

    /// <param name="path">An absolute path; the folder need not exist yet.</param>
    /// <param name="maxFileBytes">Files over this size are left out.</param>
    /// <param name="readers">One for each format; no two may claim one extension.</param>
    public ArticleFolder(string path, long maxFileBytes, IEnumerable<ArticleReader> readers)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(readers);
        Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        _maxFileBytes = maxFileBytes;
        _readers = readers.SelectMany(reader => reader.Extensions, (reader, extension) => (reader, extension))
            .ToDictionary(pair => pair.extension, pair => pair.reader, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <exception cref="CorpusException">The folder is missing or cannot be listed.</exception>
    public FolderListing List(CancellationToken cancellationToken = default)
    {
        var root = new DirectoryInfo(Path);
        if (!root.Exists)
            throw new CorpusException(File.Exists(Path) ? $"The corpus folder {Path} is a file, not a folder." : $"The corpus folder {Path} does not exist.");
        var files = new List<ArticleFile>();
        var problems = new SortedDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            Visit(root, "", files, problems, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CorpusException($"The corpus folder {Path} cannot be read: {failure.Message}", failure);
        }

        files.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return new FolderListing(files, problems);
    }

    /// <summary>The reader of the file's format.</summary>
    public ArticleReader ReaderOf(ArticleFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _readers[System.IO.Path.GetExtension(file.Name)];
    }

    /// <exception cref="CorpusException">The catalog stands there and cannot be used; the message says where it is wrong.</exception>
    public ArticleCatalog ReadCatalog() => ArticleCatalog.Read(System.IO.Path.Combine(Path, ArticleCatalog.FileName));

    private void Visit(DirectoryInfo folder, string prefix, List<ArticleFile> files, SortedDictionary<string, string> problems, CancellationToken cancellationToken)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = prefix + entry.Name;
            if (IsTemporary(entry.Name) || (prefix.Length == 0 && entry.Name == ArticleCatalog.FileName))
                continue;
            try
            {
                if (entry is FileInfo file)
                    AddFile(file, name, files, problems);
                else if (entry.LinkTarget is not null)
                    problems.Add(name, "It is a link to a folder; links to folders are not followed.");
                else
                    Visit((DirectoryInfo)entry, name + "/", files, problems, cancellationToken);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                problems[name] = $"It cannot be read: {failure.Message}";
            }
        }
    }

    private void AddFile(FileInfo file, string name, List<ArticleFile> files, SortedDictionary<string, string> problems)
    {
        if (!_readers.ContainsKey(file.Extension))
        {
            if (UnsupportedDocuments.Contains(file.Extension))
                problems.Add(name, $"The format {file.Extension} is not supported; {string.Join(", ", _readers.Keys)} are.");
            return;
        }

        var target = file.LinkTarget is null ? file : (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true);
        if (target is not { Exists: true })
            problems.Add(name, "It is a link to a file that does not exist.");
        else if (target != file && !IsInside(target.FullName))
            problems.Add(name, "It is a link to a file outside the corpus folder.");
        else if (target.Length > _maxFileBytes)
            problems.Add(name, $"It has {target.Length:N0} bytes; at most {_maxFileBytes:N0} are read (Corpus:MaxFileBytes).");
        else
            files.Add(new ArticleFile(name, file.FullName, target.Length, target.LastWriteTimeUtc));
    }

    private bool IsInside(string path)
    {
        var root = new DirectoryInfo(Path);
        var real = root.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path;
        return path.StartsWith(real + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
            || path.StartsWith(Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static bool IsTemporary(string name) =>
        name[0] is '.' or '~' or '#' || name[^1] is '~' or '#'
        || System.IO.Path.GetExtension(name) is ".tmp" or ".temp" or ".swp" or ".swx" or ".bak" or ".part" or ".partial" or ".crdownload" or ".download";
}
