using System.Collections.Concurrent;
using QaBot.Configuration;

namespace QaBot.Answering;

/// <summary>
/// The prompts of a folder, by name without regard to case, each as its file is at the moment it is asked for. A file that has become
/// faulty, or is gone, leaves the last good version in use. Thread-safe; nothing is parsed while nothing changes.
/// </summary>
/// <param name="folder">Absolute.</param>
/// <param name="configured">Name of the prompt that answers where none is asked for.</param>
public sealed class PromptLibrary(string folder, string configured, TimeProvider time) : IDisposable
{
    private const string Ending = ".yaml";

    private readonly ConcurrentDictionary<string, PromptFile> _files = new(StringComparer.Ordinal);

    /// <summary>The answer prompt of a name. Where none can be used, its <see cref="PromptVersion.Prompt"/> is null and the problem says why.</summary>
    /// <param name="name">With or without <c>.yaml</c>.</param>
    public Task<PromptVersion> FindAsync(string name, CancellationToken cancellationToken = default) => FindAsync(name, PromptKind.Answer, cancellationToken);

    /// <summary>The same for a prompt of any kind.</summary>
    public async Task<PromptVersion> FindAsync(string name, PromptKind kind, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        name = WithoutEnding(name);
        if (name.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()))
            return new PromptVersion(null, $"'{name}' is not the name of a prompt.");
        if (FileOf(name) is not { } known)
        {
            var suggestion = NearMiss.Among(Names().Where(other => SupportingPrompts.KindOf(other) is null), name) is { } near ? $" Did you mean {near}?" : "";
            return new PromptVersion(null, $"{name}{Ending}: there is no such prompt.{suggestion}");
        }

        var version = (await _files.GetOrAdd(known, Open).GetAsync(cancellationToken)).Version;
        return version.Prompt is null || version.Prompt.Kind == kind ? version : new PromptVersion(null, $"{known}{Ending}: it is a prompt for something else than {Purpose(kind)}.");
    }

    /// <summary>As <see cref="FindAsync(string, CancellationToken)"/>, for a prompt that must be there.</summary>
    /// <returns>A version with a prompt.</returns>
    /// <exception cref="ConfigurationException">There is no such prompt, or no version of it that can be used; the message says why.</exception>
    public async Task<PromptVersion> GetAsync(string name, CancellationToken cancellationToken = default)
    {
        var version = await FindAsync(name, cancellationToken);
        return version.Prompt is not null ? version : throw new ConfigurationException($"Prompts folder {folder}: {version.Problem}");
    }

    /// <summary>
    /// The answer prompts of the folder by name, faulty ones included. Other prompts in Semantic Kernel's schema, which have nothing to
    /// do with evidence and questions, are left out, and so are those for repairs and for stand-alone queries.
    /// </summary>
    public async Task<IReadOnlyList<PromptListing>> ListAsync(CancellationToken cancellationToken = default)
    {
        var listings = new List<PromptListing>();
        foreach (var name in Names().Order(StringComparer.OrdinalIgnoreCase))
        {
            var (version, isForAnswers) = await _files.GetOrAdd(name, Open).GetAsync(cancellationToken);
            var isConfigured = AreSame(name, configured);
            if ((isForAnswers || isConfigured) && (version.Prompt is not null || Exists(name)))
                listings.Add(new PromptListing(name, version.Prompt?.Description, version.Prompt?.Identity.Hash, isConfigured, version.Problem));
        }

        return listings;
    }

    private static string Purpose(PromptKind kind) => kind switch
    {
        PromptKind.Repair => "repairing claims",
        PromptKind.Rewrite => "rewriting questions",
        _ => "answering",
    };

    /// <summary>Whether two names are of one prompt.</summary>
    internal static bool AreSame(string name, string other) => string.Equals(WithoutEnding(name), WithoutEnding(other), StringComparison.OrdinalIgnoreCase);

    public void Dispose()
    {
        foreach (var file in _files.Values)
            file.Dispose();
    }

    private static string WithoutEnding(string name)
    {
        name = name.Trim();
        return name.Length > Ending.Length && name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? name[..^Ending.Length] : name;
    }

    /// <summary>The name as the file has it; one that was there counts as well.</summary>
    private string? FileOf(string name)
    {
        if (_files.ContainsKey(name))
            return name;
        var names = Names();
        return names.Contains(name) ? name : names.Order(StringComparer.Ordinal).FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
    }

    private HashSet<string> Names()
    {
        var names = _files.Keys.ToHashSet(StringComparer.Ordinal);
        if (Directory.Exists(folder))
            names.UnionWith(Directory.EnumerateFiles(folder, $"*{Ending}").Select(file => Path.GetFileNameWithoutExtension(file)));
        return names;
    }

    private bool Exists(string name) => File.Exists(PathOf(name));

    private PromptFile Open(string name) => new(PathOf(name), time);

    private string PathOf(string name) => Path.Combine(folder, name + Ending);
}
