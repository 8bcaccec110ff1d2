using System.ComponentModel.DataAnnotations;

namespace QaBot.Articles;

/// <summary>The section <c>Corpus</c>.</summary>
public sealed class CorpusOptions
{
    public const string Section = "Corpus";

    /// <summary>The folder of articles. A relative path counts from the folder of appsettings.json. Default: <c>seeds</c>.</summary>
    [Required]
    public string Path { get; set; } = "seeds";

    /// <summary>Files over this many bytes are reported and left out. Default: 32 MiB.</summary>
    [Range(1, int.MaxValue)]
    public long MaxFileBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Re-index by itself when the folder changes. Default: true.</summary>
    public bool Watch { get; set; } = true;
}
